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
        get => 2 * (Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count);
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
                MultiplyWide<Lanes512<T>>(rows, source, depth, c, stride, accumulate);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                MultiplyWide<Lanes256<T>>(rows, source, depth, c, stride, accumulate);
            }
            else
            {
                MultiplyWide<Lanes128<T>>(rows, source, depth, c, stride, accumulate);
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
    public static void MultiplyWide<TLanes>(int rows, in GemmSource<T> source, int depth, T* c, int stride, bool accumulate)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        switch (rows)
        {
            case 12:
                GemmTile<TileShapes.Wide12, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 8:
                GemmTile<TileShapes.Wide8, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 6:
                GemmTile<TileShapes.Wide6, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 4:
                GemmTile<TileShapes.Wide4, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            default:
                GemmTile<TileShapes.Wide2, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
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
                GemmTile<TileShapes.Narrow12, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 8:
                GemmTile<TileShapes.Narrow8, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 6:
                GemmTile<TileShapes.Narrow6, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            case 4:
                GemmTile<TileShapes.Narrow4, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
            default:
                GemmTile<TileShapes.Narrow2, TLanes, T>.Multiply(source, depth, c, stride, accumulate);
                break;
        }
    }
}
