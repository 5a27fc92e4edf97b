using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>Softmax of the rows of a matrix. Bits depend neither on vector width nor on the number of threads.</summary>
public static unsafe class Softmax
{
    /// <summary>Entries below which the work is not shared.</summary>
    private const int ParallelWork = 1 << 13;

    /// <summary>
    /// For each row z: p_j = e^(z_j - max z) / sum of these, and log sum e^(z_j). The sum runs in double as
    /// <see cref="Reductions.Sum"/> does, and the logarithm of the sum is accurate also where one entry dominates.
    /// </summary>
    /// <param name="logits">rows x columns.</param>
    /// <param name="probabilities">rows x columns, overwritten; may be the logits.</param>
    /// <param name="logSums">One number per row, overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Rows<T>(ReadOnlySpan<T> logits, Span<T> probabilities, Span<double> logSums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Precision.Check<T>();
        Lengths.Check(probabilities.Length, logits.Length, nameof(probabilities));
        if (logSums.IsEmpty ? !logits.IsEmpty : logits.Length % logSums.Length != 0)
        {
            throw new ArgumentException($"A multiple of {logSums.Length} numbers is needed; {logits.Length} were given.", nameof(logits));
        }

        if (logits.IsEmpty)
        {
            logSums.Fill(double.NegativeInfinity);
            return;
        }

        fixed (T* z = logits, p = probabilities)
        fixed (double* s = logSums)
        {
            var job = new RowJob<T>(z, p, s, logits.Length / logSums.Length);
            Crew.Run(ref job, logSums.Length, logits.Length < ParallelWork ? 1 : Parallelism.Degree);
        }
    }

    private readonly struct RowJob<T>(T* logits, T* probabilities, double* logSums, int columns) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            var z = new ReadOnlySpan<T>(logits + ((long)index * columns), columns);
            var p = new Span<T>(probabilities + ((long)index * columns), columns);
            T largest = z[0];
            foreach (T entry in z)
            {
                largest = T.Max(largest, entry);
            }

            Entrywise.Affine(T.One, -largest, z, p);
            Elementary.Exp<T>(p, p);
            double sum = Reductions.Sum<T>(p);
            logSums[index] = double.CreateChecked(largest) + Special.Log(sum);
            Entrywise.Scale(T.CreateChecked(1 / sum), p, p);
        }
    }
}
