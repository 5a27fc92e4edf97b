using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Tiles of C of two vectors by 2 to 12 rows, held in registers while the inner index runs: 24 of 32 registers at most on
/// machines that have so many, 12 of 16 on the others. Both factors are read by strides: where they lie, or packed.
/// </summary>
internal static unsafe class GemmTile<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Columns of a tile.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows12(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, y0 = default;
        TLanes x1 = default, y1 = default;
        TLanes x2 = default, y2 = default;
        TLanes x3 = default, y3 = default;
        TLanes x4 = default, y4 = default;
        TLanes x5 = default, y5 = default;
        TLanes x6 = default, y6 = default;
        TLanes x7 = default, y7 = default;
        TLanes x8 = default, y8 = default;
        TLanes x9 = default, y9 = default;
        TLanes x10 = default, y10 = default;
        TLanes x11 = default, y11 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0, ref y0);
            Read(ref row, stride, ref x1, ref y1);
            Read(ref row, stride, ref x2, ref y2);
            Read(ref row, stride, ref x3, ref y3);
            Read(ref row, stride, ref x4, ref y4);
            Read(ref row, stride, ref x5, ref y5);
            Read(ref row, stride, ref x6, ref y6);
            Read(ref row, stride, ref x7, ref y7);
            Read(ref row, stride, ref x8, ref y8);
            Read(ref row, stride, ref x9, ref y9);
            Read(ref row, stride, ref x10, ref y10);
            Read(ref row, stride, ref x11, ref y11);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r), a8 = a4 + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, a8 += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TLanes.Load(b + TLanes.Count);
            Step(a[0], u, v, ref x0, ref y0);
            Step(a[r], u, v, ref x1, ref y1);
            Step(a[r2], u, v, ref x2, ref y2);
            Step(a[r3], u, v, ref x3, ref y3);
            Step(a4[0], u, v, ref x4, ref y4);
            Step(a4[r], u, v, ref x5, ref y5);
            Step(a4[r2], u, v, ref x6, ref y6);
            Step(a4[r3], u, v, ref x7, ref y7);
            Step(a8[0], u, v, ref x8, ref y8);
            Step(a8[r], u, v, ref x9, ref y9);
            Step(a8[r2], u, v, ref x10, ref y10);
            Step(a8[r3], u, v, ref x11, ref y11);
        }

        Write(ref c, stride, x0, y0);
        Write(ref c, stride, x1, y1);
        Write(ref c, stride, x2, y2);
        Write(ref c, stride, x3, y3);
        Write(ref c, stride, x4, y4);
        Write(ref c, stride, x5, y5);
        Write(ref c, stride, x6, y6);
        Write(ref c, stride, x7, y7);
        Write(ref c, stride, x8, y8);
        Write(ref c, stride, x9, y9);
        Write(ref c, stride, x10, y10);
        Write(ref c, stride, x11, y11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, y0 = default;
        TLanes x1 = default, y1 = default;
        TLanes x2 = default, y2 = default;
        TLanes x3 = default, y3 = default;
        TLanes x4 = default, y4 = default;
        TLanes x5 = default, y5 = default;
        TLanes x6 = default, y6 = default;
        TLanes x7 = default, y7 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0, ref y0);
            Read(ref row, stride, ref x1, ref y1);
            Read(ref row, stride, ref x2, ref y2);
            Read(ref row, stride, ref x3, ref y3);
            Read(ref row, stride, ref x4, ref y4);
            Read(ref row, stride, ref x5, ref y5);
            Read(ref row, stride, ref x6, ref y6);
            Read(ref row, stride, ref x7, ref y7);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TLanes.Load(b + TLanes.Count);
            Step(a[0], u, v, ref x0, ref y0);
            Step(a[r], u, v, ref x1, ref y1);
            Step(a[r2], u, v, ref x2, ref y2);
            Step(a[r3], u, v, ref x3, ref y3);
            Step(a4[0], u, v, ref x4, ref y4);
            Step(a4[r], u, v, ref x5, ref y5);
            Step(a4[r2], u, v, ref x6, ref y6);
            Step(a4[r3], u, v, ref x7, ref y7);
        }

        Write(ref c, stride, x0, y0);
        Write(ref c, stride, x1, y1);
        Write(ref c, stride, x2, y2);
        Write(ref c, stride, x3, y3);
        Write(ref c, stride, x4, y4);
        Write(ref c, stride, x5, y5);
        Write(ref c, stride, x6, y6);
        Write(ref c, stride, x7, y7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows6(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, y0 = default;
        TLanes x1 = default, y1 = default;
        TLanes x2 = default, y2 = default;
        TLanes x3 = default, y3 = default;
        TLanes x4 = default, y4 = default;
        TLanes x5 = default, y5 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0, ref y0);
            Read(ref row, stride, ref x1, ref y1);
            Read(ref row, stride, ref x2, ref y2);
            Read(ref row, stride, ref x3, ref y3);
            Read(ref row, stride, ref x4, ref y4);
            Read(ref row, stride, ref x5, ref y5);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TLanes.Load(b + TLanes.Count);
            Step(a[0], u, v, ref x0, ref y0);
            Step(a[r], u, v, ref x1, ref y1);
            Step(a[r2], u, v, ref x2, ref y2);
            Step(a[r3], u, v, ref x3, ref y3);
            Step(a4[0], u, v, ref x4, ref y4);
            Step(a4[r], u, v, ref x5, ref y5);
        }

        Write(ref c, stride, x0, y0);
        Write(ref c, stride, x1, y1);
        Write(ref c, stride, x2, y2);
        Write(ref c, stride, x3, y3);
        Write(ref c, stride, x4, y4);
        Write(ref c, stride, x5, y5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows4(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, y0 = default;
        TLanes x1 = default, y1 = default;
        TLanes x2 = default, y2 = default;
        TLanes x3 = default, y3 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0, ref y0);
            Read(ref row, stride, ref x1, ref y1);
            Read(ref row, stride, ref x2, ref y2);
            Read(ref row, stride, ref x3, ref y3);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        for (; depth > 0; depth--, a += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TLanes.Load(b + TLanes.Count);
            Step(a[0], u, v, ref x0, ref y0);
            Step(a[r], u, v, ref x1, ref y1);
            Step(a[r2], u, v, ref x2, ref y2);
            Step(a[r3], u, v, ref x3, ref y3);
        }

        Write(ref c, stride, x0, y0);
        Write(ref c, stride, x1, y1);
        Write(ref c, stride, x2, y2);
        Write(ref c, stride, x3, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows2(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, y0 = default;
        TLanes x1 = default, y1 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0, ref y0);
            Read(ref row, stride, ref x1, ref y1);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB;
        for (; depth > 0; depth--, a += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TLanes.Load(b + TLanes.Count);
            Step(a[0], u, v, ref x0, ref y0);
            Step(a[r], u, v, ref x1, ref y1);
        }

        Write(ref c, stride, x0, y0);
        Write(ref c, stride, x1, y1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(T a, TLanes u, TLanes v, ref TLanes x, ref TLanes y)
    {
        TLanes factor = TLanes.All(a);
        x = TLanes.FusedMultiplyAdd(factor, u, x);
        y = TLanes.FusedMultiplyAdd(factor, v, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(ref T* row, int stride, ref TLanes x, ref TLanes y)
    {
        x = TLanes.Load(row);
        y = TLanes.Load(row + TLanes.Count);
        row += stride;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref T* row, int stride, TLanes x, TLanes y)
    {
        TLanes.Store(x, row);
        TLanes.Store(y, row + TLanes.Count);
        row += stride;
    }
}
