using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using NCVerify.Numerics;

namespace NCVerify.Bench;

/// <summary>Rate of products against OpenBLAS, the two run in turn.</summary>
internal static class ProductBenchmark
{
    private const int Repetitions = 200;

    /// <summary>Multiply-adds of one measurement of one side: some 0.1 ms, so that other work on the machine misses some of them.</summary>
    private const double Work = 1e7;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    private static readonly (string Name, bool TransposeA, bool TransposeB, int M, int N, int K)[] Cases =
    [
        ("square", false, false, 64, 64, 64),
        ("square", false, false, 100, 100, 100),
        ("square", false, false, 200, 200, 200),
        ("square", false, false, 300, 300, 300),
        ("square", false, false, 512, 512, 512),
        ("square", false, false, 1000, 1000, 1000),
        ("layer, forward (X W')", false, true, 128, 256, 784),
        ("layer, forward (X W')", false, true, 128, 512, 512),
        ("layer, forward (X W')", false, true, 256, 1024, 512),
        ("layer, forward (X W')", false, true, 512, 512, 1024),
        ("layer, features' gradient (G W)", false, false, 128, 512, 512),
        ("layer, features' gradient (G W)", false, false, 256, 512, 1024),
        ("layer, weights' gradient (G'X)", true, false, 256, 784, 128),
        ("layer, weights' gradient (G'X)", true, false, 512, 512, 128),
        ("layer, weights' gradient (G'X)", true, false, 1024, 512, 256),
        ("classifier, forward (X W')", false, true, 128, 10, 512),
        ("classifier, weights' gradient (G'X)", true, false, 10, 512, 128),
        ("convolution, forward (W U)", false, false, 32, 1024, 27),
        ("convolution, forward (W U)", false, false, 64, 1024, 288),
        ("convolution, forward (W U)", false, false, 128, 256, 576),
        ("convolution, patches' gradient (W'G)", true, false, 288, 1024, 64),
        ("convolution, weights' gradient (G U')", false, true, 64, 288, 1024),
    ];

    public static void Run()
    {
        Console.WriteLine("## Matrix product");
        if (!OpenBlas.Present)
        {
            Console.WriteLine("not run: libopenblas.so.0 not found");
            return;
        }

        Console.WriteLine($"OpenBLAS: {OpenBlas.Configuration}; kernels for {OpenBlas.Core}");
        foreach (int threads in new[] { 1, 2 })
        {
            Parallelism.Degree = threads;
            OpenBlas.SetThreads(threads);
            Table<float>(threads);
            Table<double>(threads);
        }

        Console.WriteLine();
    }

    /// <summary>
    /// Whether this OpenBLAS took kernels of 256 bits on a machine with 512, as releases do that are older than the processor;
    /// setting <see cref="OpenBlas.CoreVariable"/> makes it take the wide ones.
    /// </summary>
    public static bool HasOlderKernels => OpenBlas.Present && Vector512.IsHardwareAccelerated && OpenBlas.Core is "Haswell" or "Zen" or "Prescott";

    private static void Table<T>(int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Console.WriteLine();
        Console.WriteLine($"{(typeof(T) == typeof(float) ? "Single" : "Double")} precision, {(threads == 1 ? "one thread" : "two threads")}");
        Console.WriteLine();
        Console.WriteLine("| product | m, n, k | ours, fastest, GFLOP/s | OpenBLAS, fastest, GFLOP/s | ratio of fastest | median rate ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, bool transposeA, bool transposeB, int m, int n, int k) in Cases)
        {
            T[] a = Gaussian<T>(m * k, 1), b = Gaussian<T>(k * n, 2), ours = new T[m * n], theirs = new T[m * n];
            double multiplyAdds = (double)m * n * k;
            int calls = Math.Max(1, (int)(Work / multiplyAdds));
            double[] mine = new double[Repetitions], other = new double[Repetitions];

            // Code is compiled twice, the second time in the background after some calls; rounds until then are thrown away.
            for (long warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm) < WarmUp;)
            {
                DenseProduct.Multiply<T>(a, transposeA, b, transposeB, ours, m, n, k);
                OpenBlas.Multiply(a, transposeA, b, transposeB, theirs, m, n, k);
            }

            for (int round = 0; round < Repetitions; round++)
            {
                double first = Seconds(calls, () => DenseProduct.Multiply<T>(a, transposeA, b, transposeB, ours, m, n, k));
                double second = Seconds(calls, () => OpenBlas.Multiply(a, transposeA, b, transposeB, theirs, m, n, k));
                (mine[round], other[round]) = (first, second);
            }

            Check(ours, theirs, k);
            double giga = 2 * multiplyAdds * calls / 1e9, median = Bench.Table.Median([.. mine.Zip(other, (x, y) => y / x)]);
            Console.WriteLine($"| {name} | {m}, {n}, {k} | {Exact.Format(giga / mine.Min(), 3)} | {Exact.Format(giga / other.Min(), 3)} | {Exact.Format(other.Min() / mine.Min(), 3)} | {Exact.Format(median, 3)} |");
        }
    }

    private static T[] Gaussian<T>(int count, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new CounterRandom(1, stream);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextGaussian()))];
    }

    /// <summary>Rates of different results would mean nothing.</summary>
    private static void Check<T>(T[] ours, T[] theirs, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double difference = ours.Zip(theirs, (x, y) => Math.Abs(double.CreateChecked(x - y))).Max();
        if (!(difference <= (typeof(T) == typeof(float) ? 1e-6 : 2e-15) * k))
        {
            throw new InvalidOperationException($"The products differ by {Exact.Format(difference)}.");
        }
    }

    private static double Seconds(int calls, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
