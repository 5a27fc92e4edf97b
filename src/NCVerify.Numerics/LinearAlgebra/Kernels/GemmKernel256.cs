using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>4 x 12 tile in 12 registers of 256 bits, 3 more for B and one for A: all 16.</summary>
internal sealed unsafe class GemmKernel256 : GemmKernel
{
    public override int Rows => 4;

    public override int Columns => 12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(double* a, double* b, int depth, double* c, int stride, bool accumulate)
    {
        Vector256<double> c00 = default, c01 = default, c02 = default;
        Vector256<double> c10 = default, c11 = default, c12 = default;
        Vector256<double> c20 = default, c21 = default, c22 = default;
        Vector256<double> c30 = default, c31 = default, c32 = default;
        if (accumulate)
        {
            double* r0 = c;
            c00 = Vector256.Load(r0);
            c01 = Vector256.Load(r0 + 4);
            c02 = Vector256.Load(r0 + 8);
            double* r1 = c + stride;
            c10 = Vector256.Load(r1);
            c11 = Vector256.Load(r1 + 4);
            c12 = Vector256.Load(r1 + 8);
            double* r2 = c + (2 * (long)stride);
            c20 = Vector256.Load(r2);
            c21 = Vector256.Load(r2 + 4);
            c22 = Vector256.Load(r2 + 8);
            double* r3 = c + (3 * (long)stride);
            c30 = Vector256.Load(r3);
            c31 = Vector256.Load(r3 + 4);
            c32 = Vector256.Load(r3 + 8);
        }

        for (int p = 0; p < depth; p++, a += 4, b += 12)
        {
            Vector256<double> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 4), b2 = Vector256.Load(b + 8), x;
            x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector256.FusedMultiplyAdd(x, b2, c02);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector256.FusedMultiplyAdd(x, b2, c12);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector256.FusedMultiplyAdd(x, b2, c22);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector256.FusedMultiplyAdd(x, b2, c32);
        }

        Vector256.Store(c00, c);
        Vector256.Store(c01, c + 4);
        Vector256.Store(c02, c + 8);
        c += stride;
        Vector256.Store(c10, c);
        Vector256.Store(c11, c + 4);
        Vector256.Store(c12, c + 8);
        c += stride;
        Vector256.Store(c20, c);
        Vector256.Store(c21, c + 4);
        Vector256.Store(c22, c + 8);
        c += stride;
        Vector256.Store(c30, c);
        Vector256.Store(c31, c + 4);
        Vector256.Store(c32, c + 8);
    }
}
