using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The plainest independent oracle for cross-entropy: accelerated (projected) gradient descent on W and every sample's
/// feature, from seeded Gaussian starts, the best of several. Knows nothing of collapse, symmetry or duality.
/// Meant for small problems (K up to about 10, N up to about 100).
/// </summary>
public sealed class FirstOrderSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "gradient descent from random starts";

    /// <summary>Number of random starts.</summary>
    public int Starts { get; init; } = 5;

    /// <summary>
    /// Norm of the (projected) gradient at which a start is done, in units of equal penalties on W and H and relative to
    /// lambda where that is below 1: errors of the logits are of the order of gradient / lambda. Never below 1e-15.
    /// </summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Most iterations per start.</summary>
    public int MaximumIterations { get; init; } = 100_000;

    /// <summary>Standard deviation of the starts' entries.</summary>
    public double Deviation { get; init; } = 0.5;

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = problem switch
        {
            { Model: not ProblemModel.UnconstrainedFeatures } => "it descends on penalised losses only",
            { Loss: not Loss.CrossEntropy } => "it knows the cross-entropy loss only",
            { Layers: not 1 } => "it knows one layer only",
            _ => (long)problem.Total * problem.Dimension > 10_000_000 ? "more than 10^7 sample features: use a class-reduced solver" : "",
        };
        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        ProblemRules.Validate(problem);
        if (!Supports(problem, out string reason))
        {
            throw new ProblemException("solver", $"solver: \"{Name}\" does not support this problem ({reason}).");
        }

        var watch = Stopwatch.StartNew();
        var function = new FirstOrderLoss(problem);
        DescentResult? best = null;
        double target = Math.Max(Tolerance * Math.Min(1, problem.Lambda), 1e-15);
        int iterations = 0;
        for (int start = 0; start < Math.Max(1, Starts); start++)
        {
            double[] point = function.Start(new CounterRandom(seed, (ulong)start), Deviation);
            DescentResult result = FirstOrderDescent.Run(function, point, target, MaximumIterations);
            iterations += result.Iterations;
            if (best is not { } known || result.Value < known.Value)
            {
                best = result;
            }
        }

        DescentResult chosen = best!.Value;
        return new SolverRun(function.ToCandidate(chosen.Point), iterations, watch.Elapsed.TotalSeconds, chosen.GradientNorm <= target);
    }
}
