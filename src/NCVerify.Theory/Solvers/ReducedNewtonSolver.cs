using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Second-order solver of the cross-entropy unconstrained-features model without bias, for any class sizes. Features of a
/// class coincide at the optimum (fact F3), so it works on one column per class, scaled by the root of its size, in factors
/// with equal penalties; classes of equal size are put together exactly (HL-2). Where many sizes differ it starts from the
/// solution for a few sizes that stand for all, and takes steps preconditioned in the frame of singular modes. What it returns is a proposal like any
/// other: certificates, which share no code with it, decide.
/// </summary>
public sealed class ReducedNewtonSolver : ISolver
{
    private const int RestartLimit = 10;

    /// <inheritdoc/>
    public string Name => "reduced Newton";

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = SolverScope.OneLayerCrossEntropy(problem);
        if (reason.Length == 0 && problem.Features != FeatureDomain.Free)
        {
            reason = "features must be free; for nonnegative features there is another solver";
        }

        if (reason.Length == 0 && problem.Dimension < problem.Classes - 1)
        {
            reason = $"dimension is {Invariant(problem.Dimension)}; below K - 1 = {Invariant(problem.Classes - 1)} the problem is not equivalent to its convex form";
        }

        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (!Supports(problem, out string reason))
        {
            throw new ProblemException("problem", $"The solver \"{Name}\" does not take this problem: {reason}.");
        }

        long start = Stopwatch.GetTimestamp();
        var clusters = new SizeClusters(problem.Samples);
        ReducedPoint point = Minimise(problem, clusters, out int iterations, out bool converged);
        return new(FactorExpansion.Expand(point, clusters, problem), iterations, Stopwatch.GetElapsedTime(start).TotalSeconds, converged);
    }

    private static ReducedPoint Minimise(Problem problem, SizeClusters clusters, out int iterations, out bool converged)
    {
        double sampleWeight = problem.SampleWeight(0), lambda = problem.Lambda;
        (iterations, converged) = (0, true);
        var objective = new FactoredObjective(clusters, sampleWeight, lambda);
        var newton = new TrustRegionNewton(objective);
        var modes = new CollapsedModes(objective, clusters, lambda);
        ReducedPoint? point = null;
        bool framed = false;
        if (InterpolatedStart.Find(clusters, sampleWeight, lambda) is { } start)
        {
            point = FramedNewton.Minimise(start.X, start.Contrast, objective, newton, lambda);
            framed = converged = point is not null;
        }

        if (point is null)
        {
            point = SpectralStart.Find(clusters, sampleWeight, lambda);
            if (point is null)
            {
                return ReducedPoint.Zero(clusters.Clusters, 0);
            }

            newton.Minimise(point, out converged);
        }

        for (int restart = 0; restart < RestartLimit; restart++)
        {
            ReducedPoint smaller = modes.Remove(point);
            if (!ReferenceEquals(smaller, point))
            {
                point = Improve(smaller, ref converged);
            }

            if (modes.Restore(point) is not { } larger)
            {
                break;
            }

            point = Improve(larger, ref converged);
        }

        ReducedPoint Improve(ReducedPoint from, ref bool done)
        {
            if (framed && FramedNewton.Minimise(from, objective, newton, lambda) is { } improved)
            {
                done = true;
                return improved;
            }

            newton.Minimise(from, out done);
            return from;
        }

        iterations = newton.Iterations;
        return point;
    }

    private static string Invariant(int value) => value.ToString(Exact.Culture);
}
