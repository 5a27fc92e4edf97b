using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>8 x 24 tile in 24 registers of 512 bits, 3 more for B and one for A: 28 of 32.</summary>
internal sealed unsafe class GemmKernel512 : GemmKernel
{
    public override int Rows => 8;

    public override int Columns => 24;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(double* a, double* b, int depth, double* c, int stride, bool accumulate)
    {
        Vector512<double> c00 = default, c01 = default, c02 = default;
        Vector512<double> c10 = default, c11 = default, c12 = default;
        Vector512<double> c20 = default, c21 = default, c22 = default;
        Vector512<double> c30 = default, c31 = default, c32 = default;
        Vector512<double> c40 = default, c41 = default, c42 = default;
        Vector512<double> c50 = default, c51 = default, c52 = default;
        Vector512<double> c60 = default, c61 = default, c62 = default;
        Vector512<double> c70 = default, c71 = default, c72 = default;
        if (accumulate)
        {
            double* r0 = c;
            c00 = Vector512.Load(r0);
            c01 = Vector512.Load(r0 + 8);
            c02 = Vector512.Load(r0 + 16);
            double* r1 = c + stride;
            c10 = Vector512.Load(r1);
            c11 = Vector512.Load(r1 + 8);
            c12 = Vector512.Load(r1 + 16);
            double* r2 = c + (2 * (long)stride);
            c20 = Vector512.Load(r2);
            c21 = Vector512.Load(r2 + 8);
            c22 = Vector512.Load(r2 + 16);
            double* r3 = c + (3 * (long)stride);
            c30 = Vector512.Load(r3);
            c31 = Vector512.Load(r3 + 8);
            c32 = Vector512.Load(r3 + 16);
            double* r4 = c + (4 * (long)stride);
            c40 = Vector512.Load(r4);
            c41 = Vector512.Load(r4 + 8);
            c42 = Vector512.Load(r4 + 16);
            double* r5 = c + (5 * (long)stride);
            c50 = Vector512.Load(r5);
            c51 = Vector512.Load(r5 + 8);
            c52 = Vector512.Load(r5 + 16);
            double* r6 = c + (6 * (long)stride);
            c60 = Vector512.Load(r6);
            c61 = Vector512.Load(r6 + 8);
            c62 = Vector512.Load(r6 + 16);
            double* r7 = c + (7 * (long)stride);
            c70 = Vector512.Load(r7);
            c71 = Vector512.Load(r7 + 8);
            c72 = Vector512.Load(r7 + 16);
        }

        for (int p = 0; p < depth; p++, a += 8, b += 24)
        {
            Vector512<double> b0 = Vector512.Load(b), b1 = Vector512.Load(b + 8), b2 = Vector512.Load(b + 16), x;
            x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x, b2, c52);
            x = Vector512.Create(a[6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x, b2, c62);
            x = Vector512.Create(a[7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x, b2, c72);
        }

        Vector512.Store(c00, c);
        Vector512.Store(c01, c + 8);
        Vector512.Store(c02, c + 16);
        c += stride;
        Vector512.Store(c10, c);
        Vector512.Store(c11, c + 8);
        Vector512.Store(c12, c + 16);
        c += stride;
        Vector512.Store(c20, c);
        Vector512.Store(c21, c + 8);
        Vector512.Store(c22, c + 16);
        c += stride;
        Vector512.Store(c30, c);
        Vector512.Store(c31, c + 8);
        Vector512.Store(c32, c + 16);
        c += stride;
        Vector512.Store(c40, c);
        Vector512.Store(c41, c + 8);
        Vector512.Store(c42, c + 16);
        c += stride;
        Vector512.Store(c50, c);
        Vector512.Store(c51, c + 8);
        Vector512.Store(c52, c + 16);
        c += stride;
        Vector512.Store(c60, c);
        Vector512.Store(c61, c + 8);
        Vector512.Store(c62, c + 16);
        c += stride;
        Vector512.Store(c70, c);
        Vector512.Store(c71, c + 8);
        Vector512.Store(c72, c + 16);
    }
}
