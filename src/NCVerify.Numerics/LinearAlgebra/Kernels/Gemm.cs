using System.Buffers;

namespace NCVerify.Numerics;

/// <summary>
/// Blocked product C = A B. B is packed once per inner block into slivers of as many columns as the kernel computes at a
/// time, A per row panel into slivers of its rows; the kernel streams through both. Panels of rows are shared between
/// threads. The inner index is never split between accumulators, which is what fixes the bits.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Inner block: a sliver of B (at most 24 columns) then stays in a first-level cache of 48 KiB.</summary>
    private const int InnerBlock = 240;

    /// <summary>Rows of A packed at a time: with the inner block, well within a second-level cache of 1 MiB.</summary>
    private const int RowBlock = 192;

    /// <summary>Columns of B packed at a time: bounds the shared buffer to some 4 MB.</summary>
    private const int ColumnBlock = 2064;

    /// <summary>Multiply-adds below which packing costs more than it saves.</summary>
    private const long SmallWork = 4096;

    /// <summary>Multiply-adds below which starting a second thread costs more than it saves.</summary>
    private const long ParallelWork = 1 << 20;

    private static readonly GemmKernel Kernel = GemmKernel.Best();

    public static void Run(GemmOperand a, GemmOperand b, double[] c)
    {
        int m = a.Rows, n = b.Columns, k = a.Columns;
        if (m == 0 || n == 0)
        {
            return;
        }

        if (k == 0 || (long)m * n * k <= SmallWork)
        {
            RunSmall(a, b, c);
            return;
        }

        int threads = (long)m * n * k < ParallelWork ? 1 : Environment.ProcessorCount;
        int inner = Balanced(k, InnerBlock, 1);
        int columns = Balanced(n, ColumnBlock, Kernel.Columns);
        int rows = Balanced(m, Math.Min(RowBlock, RoundUp((m + threads - 1) / threads, Kernel.Rows)), Kernel.Rows);
        int panels = (m + rows - 1) / rows;
        double[] packedB = ArrayPool<double>.Shared.Rent(inner * columns);
        try
        {
            for (int j = 0; j < n; j += columns)
            {
                int width = Math.Min(columns, n - j);
                for (int p = 0; p < k; p += inner)
                {
                    int depth = Math.Min(inner, k - p);
                    var task = new Panel(a, c, n, packedB, rows, p, depth, j, width);
                    PackB(b, packedB, p, depth, j, width, panels > 1 && threads > 1);
                    if (panels == 1 || threads == 1)
                    {
                        for (int i = 0; i < panels; i++)
                        {
                            task.Compute(i);
                        }
                    }
                    else
                    {
                        Parallel.For(0, panels, task.Compute);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(packedB);
        }
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;

    /// <summary>The size of equal blocks, a multiple of the unit, none over the limit.</summary>
    private static int Balanced(int total, int limit, int unit)
    {
        int blocks = (total + limit - 1) / limit;
        return RoundUp((total + blocks - 1) / blocks, unit);
    }

    private static void RunSmall(GemmOperand a, GemmOperand b, double[] c)
    {
        int n = b.Columns;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int p = 0; p < a.Columns; p++)
                {
                    sum = Math.FusedMultiplyAdd(a.Data[(i * a.RowStride) + (p * a.ColumnStride)], b.Data[(p * b.RowStride) + (j * b.ColumnStride)], sum);
                }

                c[(i * n) + j] = sum;
            }
        }
    }

    private static void PackB(GemmOperand b, double[] packed, int p, int depth, int j, int width, bool parallel)
    {
        int unit = Kernel.Columns, slivers = (width + unit - 1) / unit;
        void Sliver(int s)
        {
            fixed (double* source = b.Data, target = packed)
            {
                int first = j + (s * unit), count = Math.Min(unit, j + width - first);
                GemmPacking.Pack(source + ((long)p * b.RowStride) + ((long)first * b.ColumnStride), b.ColumnStride, b.RowStride, count, unit, depth, target + ((long)s * unit * depth));
            }
        }

        if (parallel && (long)depth * width > 1 << 15)
        {
            Parallel.For(0, slivers, Sliver);
        }
        else
        {
            for (int s = 0; s < slivers; s++)
            {
                Sliver(s);
            }
        }
    }

    /// <summary>One inner block of the product: everything a thread needs to compute one panel of rows of it.</summary>
    private sealed record Panel(GemmOperand A, double[] C, int N, double[] PackedB, int RowsPerPanel, int P, int Depth, int J, int Width)
    {
        public void Compute(int index)
        {
            int first = index * RowsPerPanel, rows = Math.Min(RowsPerPanel, A.Rows - first);
            double[] buffer = ArrayPool<double>.Shared.Rent(RoundUp(rows, Kernel.Rows) * Depth);
            double* tile = stackalloc double[Kernel.Rows * Kernel.Columns];
            fixed (double* a = A.Data, packedA = buffer, packedB = PackedB, c = C)
            {
                double* source = a + ((long)first * A.RowStride) + ((long)P * A.ColumnStride);
                for (int i = 0; i < rows; i += Kernel.Rows)
                {
                    int count = Math.Min(Kernel.Rows, rows - i);
                    GemmPacking.Pack(source + ((long)i * A.RowStride), A.RowStride, A.ColumnStride, count, Kernel.Rows, Depth, packedA + ((long)i * Depth));
                }

                for (int j = 0; j < Width; j += Kernel.Columns)
                {
                    int columns = Math.Min(Kernel.Columns, Width - j);
                    for (int i = 0; i < rows; i += Kernel.Rows)
                    {
                        double* target = c + ((long)(first + i) * N) + J + j;
                        Tile(packedA + ((long)i * Depth), packedB + ((long)j * Depth), target, Math.Min(Kernel.Rows, rows - i), columns, tile);
                    }
                }
            }

            ArrayPool<double>.Shared.Return(buffer);
        }

        private void Tile(double* a, double* b, double* target, int rows, int columns, double* tile)
        {
            bool accumulate = P > 0;
            if (rows == Kernel.Rows && columns == Kernel.Columns)
            {
                Kernel.Multiply(a, b, Depth, target, N, accumulate);
                return;
            }

            // An incomplete tile at the border: computed whole beside C, then its valid part copied.
            for (int i = 0; accumulate && i < rows; i++)
            {
                new ReadOnlySpan<double>(target + ((long)i * N), columns).CopyTo(new Span<double>(tile + (i * Kernel.Columns), columns));
            }

            Kernel.Multiply(a, b, Depth, tile, Kernel.Columns, accumulate);
            for (int i = 0; i < rows; i++)
            {
                new ReadOnlySpan<double>(tile + (i * Kernel.Columns), columns).CopyTo(new Span<double>(target + ((long)i * N), columns));
            }
        }
    }
}
