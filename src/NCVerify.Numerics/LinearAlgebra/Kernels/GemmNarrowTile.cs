using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Tiles of C of one vector by 2 to 12 rows, for the columns at the border that a tile of two vectors would fill badly.</summary>
internal static unsafe class GemmNarrowTile<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows12(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, x1 = default, x2 = default, x3 = default;
        TLanes x4 = default, x5 = default, x6 = default, x7 = default;
        TLanes x8 = default, x9 = default, x10 = default, x11 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0);
            Read(ref row, stride, ref x1);
            Read(ref row, stride, ref x2);
            Read(ref row, stride, ref x3);
            Read(ref row, stride, ref x4);
            Read(ref row, stride, ref x5);
            Read(ref row, stride, ref x6);
            Read(ref row, stride, ref x7);
            Read(ref row, stride, ref x8);
            Read(ref row, stride, ref x9);
            Read(ref row, stride, ref x10);
            Read(ref row, stride, ref x11);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r), a8 = a4 + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, a8 += forth, b += down)
        {
            TLanes u = TLanes.Load(b);
            x0 = TLanes.FusedMultiplyAdd(TLanes.All(a[0]), u, x0);
            x1 = TLanes.FusedMultiplyAdd(TLanes.All(a[r]), u, x1);
            x2 = TLanes.FusedMultiplyAdd(TLanes.All(a[r2]), u, x2);
            x3 = TLanes.FusedMultiplyAdd(TLanes.All(a[r3]), u, x3);
            x4 = TLanes.FusedMultiplyAdd(TLanes.All(a4[0]), u, x4);
            x5 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r]), u, x5);
            x6 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r2]), u, x6);
            x7 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r3]), u, x7);
            x8 = TLanes.FusedMultiplyAdd(TLanes.All(a8[0]), u, x8);
            x9 = TLanes.FusedMultiplyAdd(TLanes.All(a8[r]), u, x9);
            x10 = TLanes.FusedMultiplyAdd(TLanes.All(a8[r2]), u, x10);
            x11 = TLanes.FusedMultiplyAdd(TLanes.All(a8[r3]), u, x11);
        }

        Write(ref c, stride, x0);
        Write(ref c, stride, x1);
        Write(ref c, stride, x2);
        Write(ref c, stride, x3);
        Write(ref c, stride, x4);
        Write(ref c, stride, x5);
        Write(ref c, stride, x6);
        Write(ref c, stride, x7);
        Write(ref c, stride, x8);
        Write(ref c, stride, x9);
        Write(ref c, stride, x10);
        Write(ref c, stride, x11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, x1 = default, x2 = default, x3 = default;
        TLanes x4 = default, x5 = default, x6 = default, x7 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0);
            Read(ref row, stride, ref x1);
            Read(ref row, stride, ref x2);
            Read(ref row, stride, ref x3);
            Read(ref row, stride, ref x4);
            Read(ref row, stride, ref x5);
            Read(ref row, stride, ref x6);
            Read(ref row, stride, ref x7);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, b += down)
        {
            TLanes u = TLanes.Load(b);
            x0 = TLanes.FusedMultiplyAdd(TLanes.All(a[0]), u, x0);
            x1 = TLanes.FusedMultiplyAdd(TLanes.All(a[r]), u, x1);
            x2 = TLanes.FusedMultiplyAdd(TLanes.All(a[r2]), u, x2);
            x3 = TLanes.FusedMultiplyAdd(TLanes.All(a[r3]), u, x3);
            x4 = TLanes.FusedMultiplyAdd(TLanes.All(a4[0]), u, x4);
            x5 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r]), u, x5);
            x6 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r2]), u, x6);
            x7 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r3]), u, x7);
        }

        Write(ref c, stride, x0);
        Write(ref c, stride, x1);
        Write(ref c, stride, x2);
        Write(ref c, stride, x3);
        Write(ref c, stride, x4);
        Write(ref c, stride, x5);
        Write(ref c, stride, x6);
        Write(ref c, stride, x7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows6(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, x1 = default, x2 = default, x3 = default;
        TLanes x4 = default, x5 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0);
            Read(ref row, stride, ref x1);
            Read(ref row, stride, ref x2);
            Read(ref row, stride, ref x3);
            Read(ref row, stride, ref x4);
            Read(ref row, stride, ref x5);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, b += down)
        {
            TLanes u = TLanes.Load(b);
            x0 = TLanes.FusedMultiplyAdd(TLanes.All(a[0]), u, x0);
            x1 = TLanes.FusedMultiplyAdd(TLanes.All(a[r]), u, x1);
            x2 = TLanes.FusedMultiplyAdd(TLanes.All(a[r2]), u, x2);
            x3 = TLanes.FusedMultiplyAdd(TLanes.All(a[r3]), u, x3);
            x4 = TLanes.FusedMultiplyAdd(TLanes.All(a4[0]), u, x4);
            x5 = TLanes.FusedMultiplyAdd(TLanes.All(a4[r]), u, x5);
        }

        Write(ref c, stride, x0);
        Write(ref c, stride, x1);
        Write(ref c, stride, x2);
        Write(ref c, stride, x3);
        Write(ref c, stride, x4);
        Write(ref c, stride, x5);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows4(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, x1 = default, x2 = default, x3 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0);
            Read(ref row, stride, ref x1);
            Read(ref row, stride, ref x2);
            Read(ref row, stride, ref x3);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        for (; depth > 0; depth--, a += forth, b += down)
        {
            TLanes u = TLanes.Load(b);
            x0 = TLanes.FusedMultiplyAdd(TLanes.All(a[0]), u, x0);
            x1 = TLanes.FusedMultiplyAdd(TLanes.All(a[r]), u, x1);
            x2 = TLanes.FusedMultiplyAdd(TLanes.All(a[r2]), u, x2);
            x3 = TLanes.FusedMultiplyAdd(TLanes.All(a[r3]), u, x3);
        }

        Write(ref c, stride, x0);
        Write(ref c, stride, x1);
        Write(ref c, stride, x2);
        Write(ref c, stride, x3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows2(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        TLanes x0 = default, x1 = default;
        if (accumulate)
        {
            T* row = c;
            Read(ref row, stride, ref x0);
            Read(ref row, stride, ref x1);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB;
        for (; depth > 0; depth--, a += forth, b += down)
        {
            TLanes u = TLanes.Load(b);
            x0 = TLanes.FusedMultiplyAdd(TLanes.All(a[0]), u, x0);
            x1 = TLanes.FusedMultiplyAdd(TLanes.All(a[r]), u, x1);
        }

        Write(ref c, stride, x0);
        Write(ref c, stride, x1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(ref T* row, int stride, ref TLanes x)
    {
        x = TLanes.Load(row);
        row += stride;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref T* row, int stride, TLanes x)
    {
        TLanes.Store(x, row);
        row += stride;
    }
}
