using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Chooses among the certificates for squared error.</summary>
internal static class SquaredErrorBound
{
    /// <summary>
    /// With one layer and without snapping the dual of the candidate alone (MSE-G1); otherwise the bound that needs no candidate
    /// (MSE-G3) without or with a free bias, and the snapped dual (MSE-G1') with one layer and a penalised bias.
    /// </summary>
    public static LowerBound Evaluate(Problem problem, Candidate candidate, bool snapping)
    {
        bool penalised = problem.Bias == BiasKind.Regularized;
        if (problem.Layers == 1 && (penalised || !snapping))
        {
            Matrix h = candidate.SampleFeatures is { } features ? CandidateRules.ClassMeans(problem, features) : candidate.H;
            Matrix logits = (new Candidate(candidate.W, h) { Bias = candidate.Bias }).Logits();
            if (!logits.Data.All(x => Math.Abs(x) < 1e100))
            {
                return LowerBound.None("the logits of the candidate overflow");
            }

            string remark = problem.Dimension < problem.Classes ? "holds, but need not be tight: the dimension is below K" : "";
            double own = SquaredErrorDual.Scaled(problem, logits), snapped = snapping ? SquaredErrorDual.Snapped(problem, logits) : 0;
            return new LowerBound(Math.Max(own, snapped), snapped > own ? "MSE-G1'" : "MSE-G1", remark);
        }

        return penalised
            ? new LowerBound(LinearChainBound.EvaluatePenalisedBias(problem), "MSE-G3", "holds, but is not tight: the bias is penalised")
            : new LowerBound(LinearChainBound.Evaluate(problem), "MSE-G3", problem.Features == FeatureDomain.Nonnegative ? "holds, but need not be tight: nonnegativity of the features is not used" : "");
    }
}
