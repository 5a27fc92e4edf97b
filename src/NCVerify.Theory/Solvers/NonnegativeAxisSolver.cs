using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Solver of the cross-entropy model with nonnegative features and no bias (Dang et al.), restricted to features of class k
/// on a coordinate axis of their own. The classes then decouple, and in each the only unknown is the margin between the own
/// logit and the others, found by Newton's method. That the restriction loses nothing is a theorem (CE-RELU-1), not
/// something this solver shows: certificates decide.
/// </summary>
public sealed class NonnegativeAxisSolver : ISolver
{
    private const int NewtonLimit = 100;

    /// <inheritdoc/>
    public string Name => "nonnegative axes";

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = SolverScope.OneLayerCrossEntropy(problem);
        if (reason.Length == 0 && problem.Features != FeatureDomain.Nonnegative)
        {
            reason = "features must be nonnegative";
        }

        if (reason.Length == 0)
        {
            int active = Enumerable.Range(0, problem.Classes).Count(k => Slope(problem, k) < OddsAtZero(problem));
            if (problem.Dimension < active)
            {
                reason = string.Create(Exact.Culture, $"dimension is {problem.Dimension}; {active} classes do not collapse, and each needs an axis of its own");
            }
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
        int classes = problem.Classes, axis = 0, iterations = 0;
        bool converged = true;
        Matrix w = new(classes, problem.Dimension), h = new(problem.Dimension, classes);
        for (int k = 0; k < classes; k++)
        {
            double margin = Margin(problem, k, ref iterations, ref converged);
            if (margin == 0)
            {
                continue;
            }

            // z = margin (e_k - 1/K) = h w with the two penalties equal: lambdaH n h^2 = lambdaW |w|^2.
            double length = margin * Math.Sqrt(1 - (1.0 / classes));
            double feature = Math.Sqrt(length * Math.Sqrt(problem.LambdaW[0] / (problem.LambdaH * problem.Samples[k])));
            h[axis, k] = feature;
            for (int i = 0; i < classes; i++)
            {
                w[i, axis] = margin / feature * ((i == k ? 1.0 : 0.0) - (1.0 / classes));
            }

            axis++;
        }

        return new(new Candidate([w], h), iterations, Stopwatch.GetElapsedTime(start).TotalSeconds, converged);
    }

    /// <summary>
    /// Minimises weight log(1 + (K-1) e^-M) + M (penalty slope) over M at least 0: the probability of a wrong answer must
    /// equal the slope over the weight. Its logarithm is concave and falling in M, so Newton on it converges from any start.
    /// </summary>
    private static double Margin(Problem problem, int k, ref int iterations, ref bool converged)
    {
        double target = Slope(problem, k), others = problem.Classes - 1;
        if (!(target < OddsAtZero(problem)))
        {
            return 0;
        }

        double margin = 0, logTarget = Special.Log(target), logOthers = Special.Log(others);
        for (int i = 0; i < NewtonLimit; i++)
        {
            iterations++;
            double odds = others * Special.Exp(-margin);
            double logWrong = logOthers - margin - Special.Log1p(odds);
            double step = (logWrong - logTarget) * (1 + odds);
            margin += step;
            if (Math.Abs(step) <= 1e-15 * Math.Max(1, margin))
            {
                return margin;
            }
        }

        // Rounding can keep the last bit moving; more than that is a failure.
        double residual = logOthers - margin - Special.Log1p(others * Special.Exp(-margin)) - logTarget;
        converged &= Math.Abs(residual) < 1e-12;
        return margin;
    }

    /// <summary>Penalty per unit of margin, over the loss weight of the class.</summary>
    private static double Slope(Problem problem, int k) =>
        Math.Sqrt(problem.LambdaW[0] * problem.LambdaH * problem.Samples[k] * (1 - (1.0 / problem.Classes))) / (problem.Samples[k] * problem.SampleWeight(k));

    /// <summary>Probability of a wrong answer at margin zero.</summary>
    private static double OddsAtZero(Problem problem) => 1 - (1.0 / problem.Classes);
}
