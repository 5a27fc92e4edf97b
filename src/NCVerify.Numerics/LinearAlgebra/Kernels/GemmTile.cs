using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// A tile of C of 2 to 12 rows by one or two vectors, held in registers while the inner index runs: 24 of 32 registers at
/// most on machines that have so many, 12 of 16 on the others. Both factors are read by strides: where they lie, or packed. The
/// shape is a type, so that the compiler leaves out what a smaller tile does not have.
/// </summary>
internal static unsafe class GemmTile<TShape, TLanes, T>
    where TShape : unmanaged, ITileShape
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds A B to the tile of C (row-major with the given stride), or writes it there when nothing is accumulated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
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
            Read(0, ref row, stride, ref x0, ref y0);
            Read(1, ref row, stride, ref x1, ref y1);
            Read(2, ref row, stride, ref x2, ref y2);
            Read(3, ref row, stride, ref x3, ref y3);
            Read(4, ref row, stride, ref x4, ref y4);
            Read(5, ref row, stride, ref x5, ref y5);
            Read(6, ref row, stride, ref x6, ref y6);
            Read(7, ref row, stride, ref x7, ref y7);
            Read(8, ref row, stride, ref x8, ref y8);
            Read(9, ref row, stride, ref x9, ref y9);
            Read(10, ref row, stride, ref x10, ref y10);
            Read(11, ref row, stride, ref x11, ref y11);
        }

        T* a = source.A, b = source.B;
        nint r = source.RowStride, forth = source.DepthStrideA, down = source.DepthStrideB, r2 = 2 * r, r3 = 3 * r;
        T* a4 = a + (4 * r), a8 = a4 + (4 * r);
        for (; depth > 0; depth--, a += forth, a4 += forth, a8 += forth, b += down)
        {
            TLanes u = TLanes.Load(b), v = TShape.Wide ? TLanes.Load(b + TLanes.Count) : default;
            Step(0, a, u, v, ref x0, ref y0);
            Step(1, a + r, u, v, ref x1, ref y1);
            Step(2, a + r2, u, v, ref x2, ref y2);
            Step(3, a + r3, u, v, ref x3, ref y3);
            Step(4, a4, u, v, ref x4, ref y4);
            Step(5, a4 + r, u, v, ref x5, ref y5);
            Step(6, a4 + r2, u, v, ref x6, ref y6);
            Step(7, a4 + r3, u, v, ref x7, ref y7);
            Step(8, a8, u, v, ref x8, ref y8);
            Step(9, a8 + r, u, v, ref x9, ref y9);
            Step(10, a8 + r2, u, v, ref x10, ref y10);
            Step(11, a8 + r3, u, v, ref x11, ref y11);
        }

        Write(0, ref c, stride, x0, y0);
        Write(1, ref c, stride, x1, y1);
        Write(2, ref c, stride, x2, y2);
        Write(3, ref c, stride, x3, y3);
        Write(4, ref c, stride, x4, y4);
        Write(5, ref c, stride, x5, y5);
        Write(6, ref c, stride, x6, y6);
        Write(7, ref c, stride, x7, y7);
        Write(8, ref c, stride, x8, y8);
        Write(9, ref c, stride, x9, y9);
        Write(10, ref c, stride, x10, y10);
        Write(11, ref c, stride, x11, y11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(int i, T* a, TLanes u, TLanes v, ref TLanes x, ref TLanes y)
    {
        if (i < TShape.Rows)
        {
            TLanes factor = TLanes.All(*a);
            x = TLanes.FusedMultiplyAdd(factor, u, x);
            if (TShape.Wide)
            {
                y = TLanes.FusedMultiplyAdd(factor, v, y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(int i, ref T* row, int stride, ref TLanes x, ref TLanes y)
    {
        if (i < TShape.Rows)
        {
            x = TLanes.Load(row);
            if (TShape.Wide)
            {
                y = TLanes.Load(row + TLanes.Count);
            }

            row += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(int i, ref T* row, int stride, TLanes x, TLanes y)
    {
        if (i < TShape.Rows)
        {
            TLanes.Store(x, row);
            if (TShape.Wide)
            {
                TLanes.Store(y, row + TLanes.Count);
            }

            row += stride;
        }
    }
}
