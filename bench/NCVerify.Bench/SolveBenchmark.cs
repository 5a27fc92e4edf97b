using System.Diagnostics;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Bench;

/// <summary>Certified-grade solve of the cross-entropy model against SciPy's L-BFGS on the same class-reduced problem.</summary>
internal static class SolveBenchmark
{
    private const int Repetitions = 3;

    private static readonly (string Name, int[] Samples, double Lambda)[] Cases =
    [
        ("K = 100: 50 x 50, 50 x 5", Two(100, 50, 5), 1e-4),
        ("K = 100: floor(200 0.97^i) + 1", Geometric(100), 6e-5),
        ("K = 100: 11, 12, ..., 110 (no ties)", Distinct(100), 5e-5),
        ("K = 300: 150 x 50, 150 x 5", Two(300, 50, 5), 1e-5),
        ("K = 300: floor(200 0.97^i) + 1", Geometric(300), 2e-5),
        ("K = 300: 11, 12, ..., 310 (no ties)", Distinct(300), 1e-5),
        ("K = 300: 11, 12, ..., 310, rank-deficient", Distinct(300), 3 * Math.Sqrt(11) / Distinct(300).Sum()),
    ];

    public static void Run(int most)
    {
        Console.WriteLine("## Cross-entropy, class-reduced: reduced Newton against L-BFGS of SciPy");
        using ScipyProcess? scipy = ScipyProcess.TryStart(out string reason);
        Console.WriteLine(scipy is null ? $"L-BFGS not run: {reason}" : $"{reason}; two threads; tolerances zero; {Repetitions} runs in turn");
        Console.WriteLine();
        Console.WriteLine("| problem | lambda | ours, s (median) | outer | gap | L-BFGS, s (median) | iterations | gap | median time ratio | smallest |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string name, int[] samples, double lambda) in Cases.Where(c => c.Samples.Length <= most))
        {
            Compare(name, Problem.CrossEntropy(samples, lambda, lambda, samples.Length - 1), scipy);
        }

        Console.WriteLine();
        Console.WriteLine("Gap: (f - D)/f, D the dual value after snapping the residual's leading singular values to lambda (computed here from scratch; below about 1e-14 it is rounding).");
        Console.WriteLine();
    }

    private static void Compare(string name, Problem problem, ScipyProcess? scipy)
    {
        var solver = new ReducedNewtonSolver();
        solver.Solve(problem);
        var ours = new List<double>();
        var theirs = new List<double>();
        SolverRun run = null!;
        ScipyResult? other = null;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run = solver.Solve(problem);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (scipy is not null)
            {
                other = scipy.Solve(problem);
                theirs.Add(other.Seconds);
            }
        }

        string left = $"| {name} | {Exact.Format(problem.Lambda, 3)} | {Exact.Format(Table.Median(ours), 3)} | {Exact.Format(run.Iterations)} | {Exact.Format(SnappedGap.Relative(problem, run.Candidate), 2)} |";
        if (other is null)
        {
            Console.WriteLine(left + " not run | | | | |");
            return;
        }

        double[] ratios = [.. theirs.Zip(ours, (x, y) => x / y).Order()];
        Console.WriteLine($"{left} {Exact.Format(Table.Median(theirs), 3)} | {Exact.Format(other.Iterations)} | {Exact.Format(SnappedGap.Relative(problem, other.Candidate), 2)} | {Exact.Format(Table.Median(ratios), 3)} | {Exact.Format(ratios[0], 3)} |");
    }

    private static int[] Two(int k, int large, int small) => [.. Enumerable.Repeat(large, k / 2), .. Enumerable.Repeat(small, k / 2)];

    private static int[] Geometric(int k) => [.. Enumerable.Range(0, k).Select(i => (int)(200 * Math.Pow(0.97, i)) + 1)];

    private static int[] Distinct(int k) => [.. Enumerable.Range(11, k)];
}
