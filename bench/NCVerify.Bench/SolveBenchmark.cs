using System.Diagnostics;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Bench;

/// <summary>Certified-grade solve of the cross-entropy model against SciPy's L-BFGS on the same class-reduced problem.</summary>
internal static class SolveBenchmark
{
    private const int Repetitions = 5;

    /// <summary>Runs that are thrown away: the compiler takes some calls to reach its best code.</summary>
    private const int WarmUps = 3;

    private static readonly (string Name, int[] Samples, double Lambda)[] Cases =
    [
        ("K = 100: 50 x 50, 50 x 5", Two(100, 50, 5), 1e-4),
        ("K = 100: floor(200 0.97^i) + 1", Geometric(100), 6e-5),
        ("K = 100: 11, 12, ..., 110 (no ties)", Distinct(100), 5e-5),
        ("K = 300: 150 x 50, 150 x 5", Two(300, 50, 5), 1e-5),
        ("K = 300: floor(200 0.97^i) + 1", Geometric(300), 2e-5),
        ("K = 300: 11, 12, ..., 310 (no ties)", Distinct(300), 1e-5),
        ("K = 300: 11, 12, ..., 310 (no ties), half the first threshold", Distinct(300), 0.5 * Math.Sqrt(11) / Distinct(300).Sum()),
        ("K = 300: 11, 12, ..., 310, rank-deficient", Distinct(300), 3 * Math.Sqrt(11) / Distinct(300).Sum()),
    ];

    public static void Run(int most)
    {
        Console.WriteLine("## Cross-entropy, class-reduced: reduced Newton against L-BFGS of SciPy");
        using ScipyProcess? scipy = ScipyProcess.TryStart(out string reason);
        Console.WriteLine(scipy is null ? $"L-BFGS not run: {reason}" : $"{reason}; two threads; tolerances zero; ours and the tuned L-BFGS {Repetitions} times in turn, the plain one once");
        Console.WriteLine();
        Console.WriteLine("| problem | lambda | ours, s | outer | gap | tuned L-BFGS, s | iterations | gap | time ratio | smallest | plain L-BFGS, s | iterations | gap | time ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string name, int[] samples, double lambda) in Cases.Where(c => c.Samples.Length <= most))
        {
            Compare(name, Problem.CrossEntropy(samples, lambda, lambda, samples.Length - 1), scipy);
        }

        Console.WriteLine();
        Console.WriteLine("Seconds and time ratios are medians. Gap: (f - D)/f, D the certifier's rigorous lower bound, which subtracts its own rounding errors.");
        Console.WriteLine();
    }

    private static void Compare(string name, Problem problem, ScipyProcess? scipy)
    {
        var solver = new ReducedNewtonSolver();
        for (int i = 0; i < WarmUps; i++)
        {
            solver.Solve(problem);
        }

        var ours = new List<double>();
        var theirs = new List<double>();
        SolverRun run = null!;
        ScipyResult? tuned = null;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run = solver.Solve(problem);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (scipy is not null)
            {
                tuned = scipy.Solve(problem, "tuned");
                theirs.Add(tuned.Seconds);
            }
        }

        string left = $"| {name} | {Exact.Format(problem.Lambda, 3)} | {Exact.Format(Table.Median(ours), 3)} | {Exact.Format(run.Iterations)} | {Gap(problem, run.Candidate)} |";
        if (scipy is null || tuned is null)
        {
            Console.WriteLine(left + " not run | | | | | not run | | | |");
            return;
        }

        double[] ratios = [.. theirs.Zip(ours, (x, y) => x / y).Order()];
        string middle = $" {Exact.Format(Table.Median(theirs), 3)} | {Exact.Format(tuned.Iterations)} | {Gap(problem, tuned.Candidate)} | {Exact.Format(Table.Median(ratios), 3)} | {Exact.Format(ratios[0], 3)} |";
        ScipyResult plain = scipy.Solve(problem, "plain");
        Console.WriteLine($"{left}{middle} {Exact.Format(plain.Seconds, 3)} | {Exact.Format(plain.Iterations)} | {Gap(problem, plain.Candidate)} | {Exact.Format(plain.Seconds / Table.Median(ours), 3)} |");
    }

    private static string Gap(Problem problem, Candidate candidate)
    {
        double value = Objective.Evaluate(problem, candidate);
        return Exact.Format((value - new Certifier().Bound(problem, candidate).Value) / value, 2);
    }

    private static int[] Two(int k, int large, int small) => [.. Enumerable.Repeat(large, k / 2), .. Enumerable.Repeat(small, k / 2)];

    private static int[] Geometric(int k) => [.. Enumerable.Range(0, k).Select(i => (int)(200 * Math.Pow(0.97, i)) + 1)];

    private static int[] Distinct(int k) => [.. Enumerable.Range(11, k)];
}
