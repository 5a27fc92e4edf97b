using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The separation problem on the factors W and all sample features, not convex: augmented Lagrangian with accelerated gradient
/// descent inside, from seeded Gaussian starts, the best of several. Shares nothing with <see cref="SeparationSolver"/>.
/// </summary>
public sealed class FirstOrderSeparationSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "augmented Lagrangian from random starts";

    /// <summary>Number of random starts.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Largest violation of the margin conditions at which a start is done.</summary>
    public double Tolerance { get; init; } = 1e-11;

    /// <summary>Most multiplier updates per start.</summary>
    public int MaximumUpdates { get; init; } = 200;

    /// <summary>Most gradient steps per multiplier update.</summary>
    public int MaximumIterations { get; init; } = 5_000;

    /// <summary>The penalty factor rho on margin violations.</summary>
    public double Stiffness { get; init; } = 4;

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        reason = SeparationSupport.Reason(problem);
        if (reason.Length == 0 && (long)problem.Total * problem.Dimension > 10_000_000)
        {
            reason = "more than 10^7 sample features: use ADMM";
        }

        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        SeparationSupport.Require(this, problem);
        var watch = Stopwatch.StartNew();
        Candidate? best = null;
        double bestValue = double.PositiveInfinity;
        bool bestConverged = false;
        int iterations = 0;
        for (int start = 0; start < Math.Max(1, Starts); start++)
        {
            var random = new CounterRandom(seed, (ulong)start);
            var function = new FirstOrderMargins(problem, Stiffness);
            double[] x = [.. Enumerable.Range(0, function.Length).Select(_ => 0.5 * random.NextGaussian())];
            double residual = 1;
            for (int update = 0; update < MaximumUpdates && residual > Tolerance; update++)
            {
                double accuracy = Math.Max(Tolerance, 1e-2 * residual);
                DescentResult inner = FirstOrderDescent.Run(function, x, accuracy, MaximumIterations);
                iterations += inner.Iterations;
                x = inner.Point;
                residual = function.UpdateMultipliers(x);
            }

            double value = x.Sum(t => t * t) / 2;
            bool converged = residual <= Tolerance;
            if (best is null || (converged && !bestConverged) || (converged == bestConverged && value < bestValue))
            {
                (best, bestValue, bestConverged) = (function.ToCandidate(x), value, converged);
            }
        }

        return new SolverRun(best!, iterations, watch.Elapsed.TotalSeconds, bestConverged);
    }
}
