using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Accelerated gradient descent on all layers and every sample's feature, squared error with one or more layers,
/// cross-entropy with two or more, from seeded Gaussian starts of several sizes; the lowest one is followed to the end.
/// Several, because with two or more layers zero is a local minimum and not the only one that is not global.
/// </summary>
public sealed class FirstOrderDeepLinearSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "gradient descent on all layers";

    /// <summary>Number of random starts when there are two or more layers; a third of it for one layer.</summary>
    public int Starts { get; init; } = 12;

    /// <summary>
    /// Norm of the gradient at which the lowest start is done, in units of equal penalties and relative to the geometric
    /// mean of the penalties where that is below 1. Never below 1e-15.
    /// </summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Most iterations per start.</summary>
    public int MaximumIterations { get; init; } = 100_000;

    /// <summary>Standard deviations of the starts' entries, used in turn.</summary>
    public IReadOnlyList<double> Deviations { get; init; } = [0.5, 0.8, 0.3, 1.2];

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = problem switch
        {
            { Model: not ProblemModel.UnconstrainedFeatures } => "it descends on penalised losses only",
            { Features: not FeatureDomain.Free } => "features must be free",
            { Temperature: not null } or { Offset: not null } => "it knows neither temperatures nor offsets",
            { Loss: Loss.CrossEntropy, Layers: 1 } => "it takes cross-entropy only with two or more layers",
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
        var function = new FirstOrderLayers(problem);
        double target = Math.Max(Tolerance * Math.Min(1, function.Penalty), 1e-15), coarse = Math.Max(1e-3 * function.Penalty, target);
        int starts = Math.Max(1, problem.Layers == 1 ? Starts / 3 : Starts), iterations = 0;
        DescentResult? best = null;
        for (int start = 0; start < starts; start++)
        {
            double[] point = function.Start(new CounterRandom(seed, (ulong)start), Deviations[start % Deviations.Count]);
            DescentResult result = FirstOrderDescent.Run(function, point, coarse, MaximumIterations / 10);
            iterations += result.Iterations;
            if (best is not { } known || result.Value < known.Value)
            {
                best = result;
            }
        }

        DescentResult chosen = FirstOrderDescent.Run(function, best!.Value.Point, target, MaximumIterations);
        return new SolverRun(function.ToCandidate(chosen.Point), iterations + chosen.Iterations, watch.Elapsed.TotalSeconds, chosen.GradientNorm <= target);
    }
}
