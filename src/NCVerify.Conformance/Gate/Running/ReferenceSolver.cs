using System.Diagnostics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>Our own solvers beside the one on trial: bounds that sharpen its gaps, and a unit of time on this machine.</summary>
internal static class ReferenceSolver
{
    /// <summary>A rigorous lower bound at our own solution; null where our second-order solvers do not take the problem.</summary>
    public static LowerBound? Bound(Problem problem) =>
        Solvers.Certified.Supports(problem, out _) ? new Certifier().Bound(problem, Solvers.Certified.Solve(problem).Candidate) : null;

    /// <summary>
    /// Seconds of a fixed workload, measured once per process: the reduced Newton solver on 48 classes of different sizes, median of seven after one to
    /// warm up. Times of solvers are stated as ratios to it, so that they compare across machines.
    /// </summary>
    public static double Seconds => Unit.Value;

    private static readonly Lazy<double> Unit = new(Measure);

    private static double Measure()
    {
        var problem = Problem.CrossEntropy([.. Enumerable.Range(1, 48).Select(n => 3 * n)], 1e-4, 1e-4);
        var solver = new ReducedNewtonSolver();
        solver.Solve(problem);
        double[] times = [.. Enumerable.Range(0, 7).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            solver.Solve(problem);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }).Order()];
        return times[times.Length / 2];
    }
}
