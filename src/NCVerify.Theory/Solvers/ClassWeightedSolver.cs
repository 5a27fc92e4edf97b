using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Cross-entropy with class weights, temperatures of the logit coordinates and offsets, one layer, free features, no bias:
/// trust-region Newton on one column per class (features of a class coincide at the optimum, fact F3), in factors with equal
/// penalties. Assumes no symmetry; meant for K up to about 30.
/// </summary>
public sealed class ClassWeightedSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "class-weighted Newton";

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = SolverScope.OneLayerCrossEntropy(problem with { Weights = null, Temperature = null, Offset = null });
        if (reason.Length == 0 && problem.Features != FeatureSet.Free)
        {
            reason = "features must be free";
        }

        if (reason.Length == 0 && problem.Dimension < problem.Classes - 1)
        {
            reason = "dimension is below K - 1, where the problem is not equivalent to its convex form";
        }

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

        long start = Stopwatch.GetTimestamp();
        int k = problem.Classes, rank = Math.Min(k, problem.Dimension);
        var function = new ClassWeightedLoss(problem, rank);
        var newton = new ClassWeightedNewton(function);
        double[] x = new CounterRandom(seed).GaussianMatrix(1, 2 * k * rank, 0.5).Data;
        bool converged = newton.Minimise(x);

        // Back to the problem's own penalties: W = r W~ and H = H~ / r with r = (lambdaH/lambdaW)^(1/4), h_k = g_k / sqrt(n_k).
        double unit = Math.Sqrt(Math.Sqrt(problem.LambdaH / problem.LambdaW[0]));
        Matrix w = Matrix.Create(k, problem.Dimension, (c, r) => r < rank ? unit * x[(c * rank) + r] : 0);
        Matrix h = Matrix.Create(problem.Dimension, k, (r, c) => r < rank ? x[((k + c) * rank) + r] / (unit * Math.Sqrt(problem.Samples[c])) : 0);
        return new(new Candidate([w], h), newton.Iterations, Stopwatch.GetElapsedTime(start).TotalSeconds, converged);
    }
}
