using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Class means, each as an unevaluated sum High + Low of two doubles, so that deviations from large means keep their
/// digits. First of the two passes; memory O(K d).
/// </summary>
/// <param name="High">The means rounded to double, K x d.</param>
/// <param name="Low">What rounding left over, K x d.</param>
internal sealed record ClassMeans(Matrix High, Matrix Low)
{
    private const long MostEntries = 1L << 27;

    public static ClassMeans Collect(FeatureSet set, ClassIndex index, Action<long>? progress, CancellationToken cancellation)
    {
        int k = index.Labels.Length, d = set.Dimension;
        if ((long)k * d > MostEntries)
        {
            throw new MeasureException($"{k} classes of dimension {d} need tables of {(long)k * d} numbers; at most {MostEntries} are supported.");
        }

        var sums = new Matrix(k, d);
        var errors = new Matrix(k, d);
        OrderedPass<SampleBlock>.Run(
            set,
            index,
            rows => new SampleBlock(rows, d),
            block =>
            {
                if (!Add(block.Features, block.Classes, sums, errors, 0, d))
                {
                    throw NotFinite(set, block.Features, block.First);
                }
            },
            progress,
            cancellation);
        Divide(sums, errors, index.Counts);
        return Array.TrueForAll(sums.Data, double.IsFinite) ? new(sums, errors) : throw Overflow(set.Features.Name);
    }

    public static MeasureException Overflow(string name) =>
        new($"{name}: sums over the features overflow double precision; divide the features by a common factor (the metrics do not depend on it).");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Add(ReadOnlySpan<double> rows, ReadOnlySpan<int> classes, Matrix sums, Matrix errors, int from, int to)
    {
        int d = sums.Columns;
        Vector256<double> poison = default;
        double scalarPoison = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            int start = (classes[i] * d) + from;
            ref double x = ref MemoryMarshal.GetReference(rows[((i * d) + from)..]);
            ref double sum = ref sums.Data[start];
            ref double error = ref errors.Data[start];
            nuint j = 0, width = (nuint)(to - from);
            for (; j + 4 <= width; j += 4)
            {
                Vector256<double> term = Vector256.LoadUnsafe(ref x, j);
                Vector256<double> old = Vector256.LoadUnsafe(ref sum, j);
                Vector256<double> now = old + term;
                Vector256<double> part = now - old;
                (Vector256.LoadUnsafe(ref error, j) + ((old - (now - part)) + (term - part))).StoreUnsafe(ref error, j);
                now.StoreUnsafe(ref sum, j);
                poison += term * Vector256<double>.Zero;
            }

            for (; j < width; j++)
            {
                double term = Unsafe.Add(ref x, j);
                ref double slot = ref Unsafe.Add(ref sum, j);
                double now = slot + term, part = now - slot;
                Unsafe.Add(ref error, j) += (slot - (now - part)) + (term - part);
                slot = now;
                scalarPoison += term * 0;
            }
        }

        // Zero times a number is zero, but times an infinity or NaN it is NaN, which no later sum removes.
        return Vector256.Sum(poison) + scalarPoison == 0;
    }

    private static void Divide(Matrix sums, Matrix errors, long[] counts)
    {
        for (int c = 0; c < counts.Length; c++)
        {
            Span<double> sum = sums.Row(c), error = errors.Row(c);
            for (int j = 0; j < sum.Length; j++)
            {
                double mean = (sum[j] + error[j]) / counts[c];
                error[j] = (Math.FusedMultiplyAdd(-mean, counts[c], sum[j]) + error[j]) / counts[c];
                sum[j] = mean;
            }
        }
    }

    private static Exception NotFinite(FeatureSet set, ReadOnlySpan<double> rows, long first)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (!double.IsFinite(rows[i]))
            {
                (string name, long row) = set.Features.Locate(first + (i / set.Dimension));
                return new FeatureFileException(
                    name,
                    $"the feature in row {row}, column {i % set.Dimension} (counted from 0) is {(double.IsNaN(rows[i]) ? "NaN" : "infinite")}",
                    "Remove such samples, or find out why the network gives them");
            }
        }

        return Overflow(set.Features.Name);
    }
}
