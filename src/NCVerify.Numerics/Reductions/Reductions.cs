using System.Buffers;
using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>
/// Sums over spans of float or double, accumulated in double. Blocks of <see cref="Block"/> entries are summed in sixteen
/// interleaved chains joined by halving, the blocks' sums again by halving: a tree that depends on the number of entries
/// alone, so its bits depend neither on vector width nor on the number of threads.
/// </summary>
public static unsafe class Reductions
{
    /// <summary>Entries per leaf of the tree.</summary>
    internal const int Block = 4096;

    /// <summary>Sum of the entries.</summary>
    public static double Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* p = x)
        {
            return Run<T, SumTerm<T>>(new(p), x.Length);
        }
    }

    /// <summary>Sum of the squares of the entries; squares of floats are exact.</summary>
    public static double SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* p = x)
        {
            return Run<T, SquareTerm<T>>(new(p), x.Length);
        }
    }

    /// <summary>Sum of squared distances of the entries from a number.</summary>
    public static double SumOfSquaredDeviations<T>(ReadOnlySpan<T> x, double centre)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* p = x)
        {
            return Run<T, DeviationTerm<T>>(new(p, centre), x.Length);
        }
    }

    /// <summary>Inner product; products of floats are exact.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Check(y.Length, x.Length, nameof(y));
        fixed (T* p = x, q = y)
        {
            return Run<T, ProductTerm<T>>(new(p, q), x.Length);
        }
    }

    private static double Run<T, TTerm>(TTerm term, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : unmanaged, ITerm
    {
        Precision.Check<T>();
        if (count <= Block)
        {
            return ReductionBlock<TTerm>.Sum(term, 0, count);
        }

        int blocks = (count + Block - 1) / Block;
        double[] sums = ArrayPool<double>.Shared.Rent(blocks);
        fixed (double* target = sums)
        {
            var job = new Blocks<TTerm>(term, target, count);
            Crew.Run(ref job, blocks, blocks < 8 ? 1 : Parallelism.Degree);
        }

        double sum = Sums.Tree(sums.AsSpan(0, blocks));
        ArrayPool<double>.Shared.Return(sums);
        return sum;
    }

    private readonly struct Blocks<TTerm>(TTerm term, double* sums, int count) : IJob
        where TTerm : unmanaged, ITerm
    {
        public void Run(int index) => sums[index] = ReductionBlock<TTerm>.Sum(term, index * Block, Math.Min(count, (index + 1) * Block));
    }
}
