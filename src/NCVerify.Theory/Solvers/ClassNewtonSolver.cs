using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Second-order solver of the one-layer cross-entropy model in its general form: any bias, class weights, temperatures and
/// offsets. Works on one column per class (fact F3) in balanced factors of rank K - 1, with truncated Newton in a trust
/// region; no symmetry between classes is used. What it returns is a proposal: certificates decide.
/// </summary>
public sealed class ClassNewtonSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "class Newton";

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = SolverScope.OneLayerCrossEntropy(problem with { Bias = BiasKind.None, Weights = null, Temperature = null, Offset = null });
        if (reason.Length == 0 && problem.Features != FeatureDomain.Free)
        {
            reason = "features must be free";
        }

        if (reason.Length == 0 && problem.Dimension < problem.Classes - 1)
        {
            reason = string.Create(Exact.Culture, $"dimension is {problem.Dimension}; below K - 1 = {problem.Classes - 1} the problem is not equivalent to its convex form");
        }

        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        ProblemRules.Validate(problem);
        if (!Supports(problem, out string reason))
        {
            throw new ProblemException("problem", $"The solver \"{Name}\" does not take this problem: {reason}.");
        }

        var watch = Stopwatch.StartNew();
        double[] weights = [.. problem.Samples.Select((n, k) => n * problem.SampleWeight(k))], roots = [.. problem.Samples.Select(n => Math.Sqrt(n))];
        var newton = new TrustRegionNewton(new ClassCrossEntropy(problem, weights, roots, problem.Lambda));
        ReducedPoint point = SimplexStart.Of(problem.Classes, roots.Average(), problem.Bias != BiasKind.None);
        newton.Minimise(point, out bool converged);

        double balance = Math.Pow(problem.LambdaH / problem.LambdaW[0], 0.25);
        int rank = point.P.Columns;
        Matrix w = Matrix.Create(problem.Classes, problem.Dimension, (k, l) => l < rank ? balance * point.Q[k, l] : 0);
        Matrix h = Matrix.Create(problem.Dimension, problem.Classes, (l, k) => l < rank ? point.P[k, l] / (roots[k] * balance) : 0);
        return new SolverRun(new Candidate([w], h) { Bias = Bias(problem, point.Contrast) }, newton.Iterations, watch.Elapsed.TotalSeconds, converged);
    }

    // A free bias is determined up to a multiple of (1/temperature); the one without a mean is returned where there are none.
    private static double[]? Bias(Problem problem, double[] bias)
    {
        if (problem.Bias == BiasKind.None)
        {
            return null;
        }

        double mean = problem.Bias == BiasKind.Free && problem.Temperature is null ? bias.Average() : 0;
        return [.. bias.Select(b => b - mean)];
    }
}
