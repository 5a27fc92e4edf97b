using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// Operations between a row-major matrix (rows x columns) and a vector over its columns or its rows. Bits depend neither on
/// vector width nor on the number of threads.
/// </summary>
public static unsafe class RowOperations
{
    /// <summary>Entries below which the work is not shared.</summary>
    private const int ParallelWork = 1 << 15;

    /// <summary>Adds a vector over the columns to every row.</summary>
    /// <param name="matrix">rows x columns, overwritten.</param>
    /// <param name="vector">One number per column.</param>
    /// <exception cref="ArgumentException">The matrix has no whole number of rows.</exception>
    public static void AddToRows<T>(Span<T> matrix, ReadOnlySpan<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        int rows = Rows(matrix.Length, vector.Length, nameof(matrix));
        fixed (T* x = matrix, v = vector)
        {
            var job = new AddToRowsJob<T>(x, v, rows, vector.Length);
            Crew.Run(ref job, (rows + AddToRowsJob<T>.Share - 1) / AddToRowsJob<T>.Share, matrix.Length < ParallelWork ? 1 : Parallelism.Degree);
        }
    }

    /// <summary>Adds a number per row to all entries of that row; the rows repeat with the period of the vector (channels of a batch of images).</summary>
    /// <param name="matrix">A multiple of as many rows as the vector has numbers, each of <paramref name="columns"/> entries; overwritten.</param>
    /// <param name="vector">One number per row.</param>
    /// <param name="columns">Entries of a row.</param>
    /// <exception cref="ArgumentException">The matrix has no whole number of periods.</exception>
    public static void AddToColumns<T>(Span<T> matrix, ReadOnlySpan<T> vector, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        int periods = Rows(matrix.Length, checked(vector.Length * columns), nameof(matrix));
        fixed (T* x = matrix, v = vector)
        {
            var job = new AddToColumnsJob<T>(x, v, vector.Length, columns);
            Crew.Run(ref job, periods * vector.Length, matrix.Length < ParallelWork ? 1 : Parallelism.Degree);
        }
    }

    /// <summary>Sum of every row, accumulated in double as <see cref="Reductions.Sum"/> does, then rounded.</summary>
    /// <param name="matrix">rows x columns.</param>
    /// <param name="sums">One number per row, overwritten.</param>
    /// <exception cref="ArgumentException">The matrix has no whole number of columns.</exception>
    public static void RowSums<T>(ReadOnlySpan<T> matrix, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = Rows(matrix.Length, sums.Length, nameof(matrix));
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = T.CreateChecked(Reductions.Sum(matrix.Slice(i * columns, columns)));
        }
    }

    /// <summary>Sum of every column: additions in T, from the first row to the last.</summary>
    /// <param name="matrix">rows x columns.</param>
    /// <param name="sums">One number per column, overwritten, or added to.</param>
    /// <param name="accumulate">Whether the sums start with what stands there.</param>
    /// <exception cref="ArgumentException">The matrix has no whole number of rows.</exception>
    public static void ColumnSums<T>(ReadOnlySpan<T> matrix, Span<T> sums, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        int rows = Rows(matrix.Length, sums.Length, nameof(matrix));
        if (!accumulate)
        {
            sums.Clear();
        }

        fixed (T* x = matrix, s = sums)
        {
            EntrywiseLoop<T, ColumnSumsOperation<T>>.Run(new(x, s, rows, sums.Length), sums.Length);
        }
    }

    private static int Rows(int length, int columns, string name)
    {
        if (columns == 0 ? length != 0 : length % columns != 0)
        {
            throw new ArgumentException($"A multiple of {columns} numbers is needed; {length} were given.", name);
        }

        return columns == 0 ? 0 : length / columns;
    }

    private readonly struct AddToRowsJob<T>(T* matrix, T* vector, int rows, int columns) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public const int Share = 16;

        public void Run(int index)
        {
            for (int i = index * Share; i < Math.Min(rows, (index + 1) * Share); i++)
            {
                EntrywiseLoop<T, AddToOperation<T>>.Line(new(vector, matrix + ((long)i * columns)), 0, columns);
            }
        }
    }

    private readonly struct AddToColumnsJob<T>(T* matrix, T* vector, int period, int columns) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index) =>
            EntrywiseLoop<T, AddConstantOperation<T>>.Line(new(matrix + ((long)index * columns), vector[index % period]), 0, columns);
    }

    private readonly struct AddConstantOperation<T>(T* target, T constant) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Store(TLanes.Load(target + i) + TLanes.All(constant), target + i);
    }

    private readonly struct ColumnSumsOperation<T>(T* matrix, T* sums, int rows, int columns) : IEntrywise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLanes>(long i)
            where TLanes : unmanaged, ILanes<TLanes, T>
        {
            TLanes sum = TLanes.Load(sums + i);
            T* entry = matrix + i;
            for (int row = 0; row < rows; row++, entry += columns)
            {
                sum += TLanes.Load(entry);
            }

            TLanes.Store(sum, sums + i);
        }
    }
}
