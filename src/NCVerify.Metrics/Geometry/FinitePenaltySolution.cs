using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Metrics;

/// <summary>
/// The minimiser of the unconstrained-features problem with the penalties and class sizes of the data, certified by a lower
/// bound that shares no code with the solver. Between ETF or SELI at vanishing penalties and zero at large ones.
/// </summary>
/// <param name="MeanGram">H'H, K x K; centred at the unweighted mean when features are free.</param>
/// <param name="WeightGram">W W', K x K.</param>
/// <param name="Logits">W H, K x K.</param>
/// <param name="RelativeGap">Relative gap between objective and lower bound; at most 1e-10 proves it globally optimal.</param>
/// <param name="Certificate">Name of the certificate.</param>
/// <param name="Centred">Whether means are compared around their unweighted mean.</param>
internal sealed record FinitePenaltySolution(Matrix MeanGram, Matrix WeightGram, Matrix Logits, double RelativeGap, string Certificate, bool Centred)
{
    // The solver takes seconds up to here.
    private const int MostClasses = 400;

    /// <summary>Solves and certifies, or says why there is nothing to compare with.</summary>
    public static FinitePenaltySolution? Solve(ClassStatistics s, Penalties penalties, out string reason)
    {
        if (s.Counts.Length > MostClasses || s.Samples > int.MaxValue)
        {
            reason = $"it is computed for at most {MostClasses} classes";
            return null;
        }

        Problem problem = Problem.CrossEntropy([.. s.Counts.Select(n => (int)n)], penalties.LambdaW, penalties.LambdaH, s.Means.Columns) with
        {
            Features = penalties.Nonnegative ? Theory.FeatureDomain.Nonnegative : Theory.FeatureDomain.Free,
        };
        try
        {
            CertifiedSolution solution = Theory.Solve.Certified(problem, Solvers.Certified, new Certifier());
            Matrix h = solution.H;
            double[] mean = [.. Enumerable.Range(0, h.Rows).Select(i => penalties.Nonnegative ? 0 : h.Row(i).ToArray().Average())];
            var rows = Matrix.Create(h.Columns, h.Rows, (k, i) => h[i, k] - mean[i]);
            reason = Gram.FrobeniusNorm(rows) > 0 ? string.Empty : "at these penalties it is zero";
            return reason.Length > 0 ? null : new(Gram.Of(rows, rows), solution.ClassifierGram, Gram.Of(solution.W, rows), solution.RelativeGap, solution.Bound.Certificate, !penalties.Nonnegative);
        }
        catch (ProblemException e)
        {
            reason = e.Message.TrimEnd('.');
            return null;
        }
    }
}
