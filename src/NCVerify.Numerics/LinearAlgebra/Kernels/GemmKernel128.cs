using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>4 x 4 tile in 8 registers of 128 bits; also the portable fallback, where fused multiply-add is a library call.</summary>
internal sealed unsafe class GemmKernel128 : GemmKernel
{
    public override int Rows => 4;

    public override int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(double* a, double* b, int depth, double* c, int stride, bool accumulate)
    {
        Vector128<double> c00 = default, c01 = default;
        Vector128<double> c10 = default, c11 = default;
        Vector128<double> c20 = default, c21 = default;
        Vector128<double> c30 = default, c31 = default;
        if (accumulate)
        {
            double* r0 = c;
            c00 = Vector128.Load(r0);
            c01 = Vector128.Load(r0 + 2);
            double* r1 = c + stride;
            c10 = Vector128.Load(r1);
            c11 = Vector128.Load(r1 + 2);
            double* r2 = c + (2 * (long)stride);
            c20 = Vector128.Load(r2);
            c21 = Vector128.Load(r2 + 2);
            double* r3 = c + (3 * (long)stride);
            c30 = Vector128.Load(r3);
            c31 = Vector128.Load(r3 + 2);
        }

        for (int p = 0; p < depth; p++, a += 4, b += 4)
        {
            Vector128<double> b0 = Vector128.Load(b), b1 = Vector128.Load(b + 2), x;
            x = Vector128.Create(a[0]);
            c00 = Vector128.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector128.FusedMultiplyAdd(x, b1, c01);
            x = Vector128.Create(a[1]);
            c10 = Vector128.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector128.FusedMultiplyAdd(x, b1, c11);
            x = Vector128.Create(a[2]);
            c20 = Vector128.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector128.FusedMultiplyAdd(x, b1, c21);
            x = Vector128.Create(a[3]);
            c30 = Vector128.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector128.FusedMultiplyAdd(x, b1, c31);
        }

        Vector128.Store(c00, c);
        Vector128.Store(c01, c + 2);
        c += stride;
        Vector128.Store(c10, c);
        Vector128.Store(c11, c + 2);
        c += stride;
        Vector128.Store(c20, c);
        Vector128.Store(c21, c + 2);
        c += stride;
        Vector128.Store(c30, c);
        Vector128.Store(c31, c + 2);
    }
}
