using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Blocked product C = A B or C += A B. B is packed once per inner block into slivers of as many columns as a tile has,
/// A per panel of rows into slivers of its rows; the tiles stream through both. A factor that is small, or that few tiles read,
/// is read where it lies, but for incomplete slivers at its border. Panels of rows are shared between threads.
/// The inner index is never split between accumulators, which is what fixes the bits.
/// </summary>
internal static unsafe class Gemm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bytes of B per column and inner block: a sliver of two vectors of 512 bits then takes half of a first-level cache of 48 KiB or more.</summary>
    private const int InnerBytes = 1920;

    /// <summary>Rows of A packed at a time: with the inner block, well within a second-level cache of 1 MiB.</summary>
    private const int RowBlock = 192;

    /// <summary>Columns of B packed at a time: bounds the shared buffer to some 4 MB.</summary>
    private const int ColumnBlock = 2048;

    /// <summary>Multiply-adds below which packing costs more than it saves.</summary>
    private const long SmallWork = 4096;

    /// <summary>Multiply-adds below which sharing the work costs more than it saves.</summary>
    private const long ParallelWork = 1 << 19;

    /// <summary>Bytes of a factor that stays in a first-level cache however it is read.</summary>
    private const int SmallFactor = 49152;

    /// <summary>Bytes of a cache line; packed buffers begin on one.</summary>
    private const int Line = 64;

    public static void Run(GemmOperand<T> a, GemmOperand<T> b, T* c, int m, int n, int k, bool accumulate)
    {
        if (m == 0 || n == 0)
        {
            return;
        }

        if ((long)m * n * k <= SmallWork)
        {
            RunSmall(a, b, c, m, n, k, accumulate);
            return;
        }

        int threads = (long)m * n * k < ParallelWork ? 1 : Parallelism.Degree;
        int inner = Balanced(k, InnerBytes / sizeof(T), 1);
        int columns = Balanced(n, ColumnBlock, GemmKernel<T>.Columns);
        int rows = Balanced(m, Math.Min(RowBlock, RoundUp((m + threads - 1) / threads, GemmKernel<T>.Rows)), GemmKernel<T>.Rows);
        bool directA = (a.ColumnStride == 1 ? n <= GemmKernel<T>.Columns : n <= 2 * GemmKernel<T>.Columns) || (long)m * k * sizeof(T) <= SmallFactor;
        bool directB = b.ColumnStride == 1 && (m <= 2 * GemmKernel<T>.Rows || (long)n * k * sizeof(T) <= SmallFactor);
        T[] packedB = ArrayPool<T>.Shared.Rent((inner * columns) + (Line / sizeof(T)));
        fixed (T* start = packedB)
        {
            for (int j = 0; j < n; j += columns)
            {
                for (int p = 0; p < k; p += inner)
                {
                    var block = new Block(a, b, (IntPtr)c, n, (IntPtr)Aligned(start), directA, directB, m, rows, p, Math.Min(inner, k - p), j, Math.Min(columns, n - j), accumulate || p > 0);
                    var packing = new Packing(block);
                    Crew.Run(ref packing, block.Slivers, !directB && (long)block.Depth * block.Width > 1 << 14 ? threads : 1);
                    var panels = new Panels(block);
                    Crew.Run(ref panels, block.PanelCount, threads);
                }
            }
        }

        ArrayPool<T>.Shared.Return(packedB);
    }

    private static T* Aligned(T* start) => (T*)(((nint)start + Line - 1) & ~(Line - 1));

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;

    /// <summary>The size of equal blocks, a multiple of the unit, none over the limit rounded up to it.</summary>
    private static int Balanced(int total, int limit, int unit)
    {
        int blocks = (total + limit - 1) / limit;
        return RoundUp((total + blocks - 1) / blocks, unit);
    }

    private static void RunSmall(GemmOperand<T> a, GemmOperand<T> b, T* c, int m, int n, int k, bool accumulate)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++, c++)
            {
                T sum = accumulate ? *c : T.Zero;
                T* x = a.At(i, 0), y = b.At(0, j);
                for (int p = 0; p < k; p++, x += a.ColumnStride, y += b.RowStride)
                {
                    sum = T.FusedMultiplyAdd(*x, *y, sum);
                }

                *c = sum;
            }
        }
    }

    /// <summary>One inner block of the product: columns J.. of C gain A[:, P..] B[P.., J..].</summary>
    private readonly record struct Block(GemmOperand<T> A, GemmOperand<T> B, IntPtr C, int Stride, IntPtr PackedB, bool DirectA, bool DirectB, int Rows, int RowsPerPanel, int P, int Depth, int J, int Width, bool Accumulate)
    {
        public int Slivers => (Width + GemmKernel<T>.Columns - 1) / GemmKernel<T>.Columns;

        public int PanelCount => (Rows + RowsPerPanel - 1) / RowsPerPanel;

        /// <summary>Whether the tiles at column j of the block read B where it lies: no tile may read beyond the border.</summary>
        public bool ReadsB(int j) => DirectB && GemmKernel<T>.ColumnsFor(Width - j) <= Width - j;

        /// <summary>Whether the tiles with so many rows left in their panel read A where it lies.</summary>
        public bool ReadsA(int rowsLeft) => DirectA && GemmKernel<T>.RowsFor(rowsLeft) <= rowsLeft;
    }

    private readonly record struct Packing(Block Block) : IJob
    {
        public void Run(int index)
        {
            int j = index * GemmKernel<T>.Columns;
            if (Block.ReadsB(j))
            {
                return;
            }

            // A sliver lies at j * Depth in the packed buffer.
            int unit = GemmKernel<T>.ColumnsFor(Block.Width - j);
            T* source = Block.B.At(Block.P, Block.J + j), target = (T*)Block.PackedB + ((long)j * Block.Depth);
            GemmPacking<T>.Pack(source, Block.B.ColumnStride, Block.B.RowStride, Math.Min(unit, Block.Width - j), unit, Block.Depth, target);
        }
    }

    private readonly record struct Panels(Block Block) : IJob
    {
        [SkipLocalsInit]
        public void Run(int index)
        {
            Block block = Block;
            int first = index * block.RowsPerPanel, rows = Math.Min(block.RowsPerPanel, block.Rows - first), most = GemmKernel<T>.Rows;
            T[] buffer = ArrayPool<T>.Shared.Rent((RoundUp(rows, most) * block.Depth) + (Line / sizeof(T)));
            T* tile = stackalloc T[GemmKernel<T>.Rows * GemmKernel<T>.Columns];
            fixed (T* start = buffer)
            {
                T* packedA = Aligned(start);
                for (int i = 0; i < rows; i += most)
                {
                    if (!block.ReadsA(rows - i))
                    {
                        GemmPacking<T>.Pack(block.A.At(first + i, block.P), block.A.RowStride, block.A.ColumnStride, Math.Min(most, rows - i), GemmKernel<T>.RowsFor(rows - i), block.Depth, packedA + ((long)i * block.Depth));
                    }
                }

                for (int j = 0; j < block.Width; j += GemmKernel<T>.Columns)
                {
                    int columns = GemmKernel<T>.ColumnsFor(block.Width - j);
                    bool readsB = block.ReadsB(j);
                    T* b = readsB ? block.B.At(block.P, block.J + j) : (T*)block.PackedB + ((long)j * block.Depth);
                    nint downB = readsB ? block.B.RowStride : columns;
                    for (int i = 0; i < rows; i += most)
                    {
                        GemmSource<T> source = block.ReadsA(rows - i)
                            ? new(block.A.At(first + i, block.P), block.A.RowStride, block.A.ColumnStride, b, downB)
                            : new(packedA + ((long)i * block.Depth), 1, GemmKernel<T>.RowsFor(rows - i), b, downB);
                        Tile(source, (T*)block.C + ((long)(first + i) * block.Stride) + block.J + j, rows - i, block.Width - j, tile);
                    }
                }
            }

            ArrayPool<T>.Shared.Return(buffer);
        }

        /// <summary>The tile with its upper left corner at the target, where so many rows and columns are left.</summary>
        private void Tile(in GemmSource<T> source, T* target, int rowsLeft, int columnsLeft, T* tile)
        {
            int rows = GemmKernel<T>.RowsFor(rowsLeft), columns = GemmKernel<T>.ColumnsFor(columnsLeft);
            if (rows <= rowsLeft && columns <= columnsLeft)
            {
                GemmKernel<T>.Multiply(rows, columns, source, Block.Depth, target, Block.Stride, Block.Accumulate);
                return;
            }

            // An incomplete tile at the border: computed whole beside C, then its valid part copied.
            int validRows = Math.Min(rows, rowsLeft), validColumns = Math.Min(columns, columnsLeft);
            for (int i = 0; Block.Accumulate && i < validRows; i++)
            {
                new ReadOnlySpan<T>(target + ((long)i * Block.Stride), validColumns).CopyTo(new Span<T>(tile + (i * columns), validColumns));
            }

            GemmKernel<T>.Multiply(rows, columns, source, Block.Depth, tile, columns, Block.Accumulate);
            for (int i = 0; i < validRows; i++)
            {
                new ReadOnlySpan<T>(tile + (i * columns), validColumns).CopyTo(new Span<T>(target + ((long)i * Block.Stride), validColumns));
            }
        }
    }
}
