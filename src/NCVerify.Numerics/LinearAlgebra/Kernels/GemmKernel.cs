using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>The tiles that suit the machine. Which are taken changes the time and not the bits.</summary>
internal static unsafe class GemmKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most rows of a tile: as many as the registers hold (32 of them with 512 bits and on ARM, else 16).</summary>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || !Vector256.IsHardwareAccelerated ? 12 : 6;
    }

    /// <summary>Most columns of a tile.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? GemmTile<Lanes512<T>, T>.Columns
            : Vector256.IsHardwareAccelerated ? GemmTile<Lanes256<T>, T>.Columns
            : GemmTile<Lanes128<T>, T>.Columns;
    }

    /// <summary>Rows of the tile that holds what is left at the lower border.</summary>
    public static int RowsFor(int left) => left > 8 && Rows == 12 ? 12 : left > 6 && Rows == 12 ? 8 : left > 4 ? 6 : left > 2 ? 4 : 2;

    /// <summary>Columns of the tile that holds what is left at the right border.</summary>
    public static int ColumnsFor(int left)
    {
        int columns = Columns, least = Vector128<T>.Count;
        while (columns > least && left <= columns / 2)
        {
            columns /= 2;
        }

        return columns;
    }

    /// <summary>
    /// Adds A B to the tile of C (row-major with the given stride), or writes it there when nothing is accumulated.
    /// </summary>
    public static void Multiply(int rows, int columns, in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
    {
        if (columns == Columns)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Multiply<Lanes512<T>>(rows, source, depth, c, stride, accumulate);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Multiply<Lanes256<T>>(rows, source, depth, c, stride, accumulate);
            }
            else
            {
                Multiply<Lanes128<T>>(rows, source, depth, c, stride, accumulate);
            }
        }
        else if (columns == Vector512<T>.Count)
        {
            MultiplyNarrow<Lanes512<T>>(rows, source, depth, c, stride, accumulate);
        }
        else if (columns == Vector256<T>.Count)
        {
            MultiplyNarrow<Lanes256<T>>(rows, source, depth, c, stride, accumulate);
        }
        else
        {
            MultiplyNarrow<Lanes128<T>>(rows, source, depth, c, stride, accumulate);
        }
    }

    /// <summary>The same with two vectors of the given width for columns.</summary>
    public static void Multiply<TLanes>(int rows, in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        switch (rows)
        {
            case 12:
                GemmTile<TLanes, T>.Rows12(source, depth, c, stride, accumulate);
                break;
            case 8:
                GemmTile<TLanes, T>.Rows8(source, depth, c, stride, accumulate);
                break;
            case 6:
                GemmTile<TLanes, T>.Rows6(source, depth, c, stride, accumulate);
                break;
            case 4:
                GemmTile<TLanes, T>.Rows4(source, depth, c, stride, accumulate);
                break;
            default:
                GemmTile<TLanes, T>.Rows2(source, depth, c, stride, accumulate);
                break;
        }
    }

    /// <summary>The same with one vector of the given width for columns.</summary>
    public static void MultiplyNarrow<TLanes>(int rows, in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        switch (rows)
        {
            case 12:
                GemmNarrowTile<TLanes, T>.Rows12(source, depth, c, stride, accumulate);
                break;
            case 8:
                GemmNarrowTile<TLanes, T>.Rows8(source, depth, c, stride, accumulate);
                break;
            case 6:
                GemmNarrowTile<TLanes, T>.Rows6(source, depth, c, stride, accumulate);
                break;
            case 4:
                GemmNarrowTile<TLanes, T>.Rows4(source, depth, c, stride, accumulate);
                break;
            default:
                GemmNarrowTile<TLanes, T>.Rows2(source, depth, c, stride, accumulate);
                break;
        }
    }
}
