using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The layer-peeled model by accelerated gradient descent on W and every sample's feature, both normalised to their bounds,
/// from seeded Gaussian starts, the best of several. Knows nothing of collapse, symmetry or duality.
/// </summary>
public sealed class FirstOrderPeeledSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "gradient descent on spheres from random starts";

    /// <summary>Number of random starts.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Norm of the gradient, in variables of the scale of a Gaussian start, at which a start is done.</summary>
    public double Tolerance { get; init; } = 1e-11;

    /// <summary>Most iterations per start.</summary>
    public int MaximumIterations { get; init; } = 100_000;

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = problem switch
        {
            { Model: not ProblemModel.LayerPeeled } => "it solves the layer-peeled model only",
            { Features: not FeatureDomain.Free } => "it knows free features only",
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
        var function = new FirstOrderSphere(problem);
        DescentResult? best = null;
        int iterations = 0;
        for (int start = 0; start < Math.Max(1, Starts); start++)
        {
            double[] point = new CounterRandom(seed, (ulong)start).GaussianMatrix(1, function.Length).Data;
            DescentResult result = FirstOrderDescent.Run(function, point, Tolerance, MaximumIterations);
            iterations += result.Iterations;
            if (best is not { } known || result.Value < known.Value)
            {
                best = result;
            }
        }

        DescentResult chosen = best!.Value;
        return new SolverRun(function.ToCandidate(chosen.Point), iterations, watch.Elapsed.TotalSeconds, chosen.GradientNorm <= Tolerance);
    }
}
