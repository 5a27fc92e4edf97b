using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Bench;

/// <summary>Rate of the double product against OpenBLAS with two threads, the two run in turn.</summary>
internal static class ProductBenchmark
{
    private const int Repetitions = 15;

    public static void Run()
    {
        Console.WriteLine("## Matrix product, double precision, n x n");
        if (!OpenBlas.Present)
        {
            Console.WriteLine("not run: libopenblas.so.0 not found");
            return;
        }

        OpenBlas.SetThreads(2);
        Console.WriteLine($"OpenBLAS: {OpenBlas.Configuration}");
        Console.WriteLine();
        Console.WriteLine("| n | ours, GFLOP/s | OpenBLAS, GFLOP/s | median rate ratio | smallest | largest difference |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int n in new[] { 100, 200, 300, 500, 1000 })
        {
            Compare(n);
        }

        Console.WriteLine();
    }

    private static void Compare(int n)
    {
        var random = new CounterRandom(1);
        Matrix a = random.GaussianMatrix(n, n), b = random.GaussianMatrix(n, n), ours = new(n, n), theirs = new(n, n);
        int calls = Math.Max(1, (int)(4e9 / (2.0 * n * n * n)));
        double[] mine = new double[Repetitions], other = new double[Repetitions];

        // The first round compiles and warms up; it is thrown away.
        for (int round = -1; round < Repetitions; round++)
        {
            double first = Seconds(calls, () => MatrixProduct.Multiply(a, b, ours));
            double second = Seconds(calls, () => OpenBlas.Multiply(n, n, n, a.Data, b.Data, theirs.Data));
            if (round >= 0)
            {
                (mine[round], other[round]) = (first, second);
            }
        }

        double[] ratios = [.. mine.Zip(other, (x, y) => y / x).Order()];
        double flops = 2.0 * n * n * n * calls;
        double difference = (ours - theirs).MaxAbs();
        Console.WriteLine($"| {n} | {Exact.Format(flops / Table.Median(mine) / 1e9, 3)} | {Exact.Format(flops / Table.Median(other) / 1e9, 3)} | {Exact.Format(Table.Median(ratios), 3)} | {Exact.Format(ratios[0], 3)} | {Exact.Format(difference, 2)} |");
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
