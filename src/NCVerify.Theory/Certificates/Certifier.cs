using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Rigorous lower bounds by strong duality, from a candidate's logits only. Picks the certificates that apply to the problem
/// and returns the best bound: CERT-1 and CERT-1' (balanced), CERT-3 and CERT-3' (class-reduced, uneven sizes or weights),
/// CERT-2 and CERT-2' (bias), CERT-4 and CERT-4' (layer-peeled), CERT-5 (separation), CERT-6 (nonnegative features), MSE-G1,
/// MSE-G1' and MSE-G3 (squared error, any number of linear layers), MSE-G4 (cross-entropy with two or more layers, loose); a
/// prime marks the snapped point, whose bound is second order in the candidate's error. Each holds for every dimension d;
/// the duals can be tight only when d is at least the rank of the optimal logits (K - 1 suffices for free features).
/// </summary>
public sealed class Certifier : ICertifier
{
    /// <summary>Whether to use the second-order (snapped) points; without them only CERT-1 and its kin are tried.</summary>
    public bool Snapping { get; init; } = true;

    /// <summary>
    /// The best bound at the candidate. <see cref="LowerBound.None"/> with the reason where no certificate is known, and
    /// where an entry of the candidate or of its logits is not finite.
    /// </summary>
    /// <exception cref="ProblemException">The problem is invalid or the candidate's shapes do not fit it.</exception>
    public LowerBound Bound(Problem problem, Candidate candidate)
    {
        ProblemRules.Validate(problem);
        CandidateRules.Validate(problem, candidate);
        if (Unknown(problem) is { } reason)
        {
            return LowerBound.None(reason);
        }

        if (!CandidateRules.IsFinite(candidate))
        {
            return LowerBound.None("the candidate has an entry that is not finite");
        }

        return problem switch
        {
            { Loss: Loss.Mse } => SquaredErrorBound.Evaluate(problem, candidate, Snapping),
            { Layers: > 1 } => DeepEntropyBound.Evaluate(problem, candidate, Entropy),
            { Model: ProblemModel.MinimumNormSeparation } => Separation(problem, candidate),
            _ => Entropy(problem, candidate),
        };
    }

    private static string? Unknown(Problem problem) => problem switch
    {
        { Loss: Loss.Mse, Weights: not null } => "no certificate is known here for the mse loss with class weights",
        _ => null,
    };

    private LowerBound Entropy(Problem problem, Candidate candidate)
    {
        var state = new DualState(problem, candidate);
        if (!state.Logits.Data.All(double.IsFinite) || !state.Softmax.Data.All(double.IsFinite))
        {
            return LowerBound.None("the logits of the candidate overflow");
        }

        DualProblem dual = state.Dual;
        if (dual.Nonnegative)
        {
            return Nonnegative(state);
        }

        string name = Name(problem);
        double gauge = Math.Sqrt(state.LargestSquare);
        (Matrix scaled, double scale) = ScaledDual.Best(state, gauge);
        (Matrix Point, double Gauge)? snapped = Snapping ? SnappedDual.Best(state, scaled) : null;
        double best = snapped is { } s ? EntropyBound.Evaluate(dual, s.Point, s.Gauge * s.Gauge) : 0;
        string certificate = snapped is null ? name : name + "'";

        // The first-order point is measured only where it promises more than the snapped one has proven.
        double scaledGauge = scale * gauge;
        if (DualValue.Approximate(dual, scaled, scaledGauge) > best)
        {
            double value = EntropyBound.Evaluate(dual, scaled, scaledGauge * scaledGauge);
            (best, certificate) = value > best ? (value, name) : (best, certificate);
        }

        return new LowerBound(best, certificate, Remark(problem));
    }

    private static LowerBound Nonnegative(DualState state)
    {
        DualProblem dual = state.Dual;
        double best = NonnegativeDual.Closed(dual) is { } closed ? EntropyBound.Evaluate(dual, closed, dual.Level * dual.Level) : 0;
        double gauge = NormBound.Upper(state.Direction, DualProblem.EntryError, 0, nonnegative: true);
        if (double.IsFinite(gauge) && gauge > 0)
        {
            (Matrix scaled, double scale) = ScaledDual.Best(state, gauge);
            if (DualValue.Approximate(dual, scaled, scale * gauge) > best)
            {
                best = Math.Max(best, EntropyBound.Evaluate(dual, scaled, scale * gauge * scale * gauge));
            }
        }

        return new LowerBound(best, "CERT-6", dual.Problem.Dimension < dual.Classes ? "holds, but is attained only if the dimension is at least the number of classes that do not collapse" : "");
    }

    private static LowerBound Separation(Problem problem, Candidate candidate)
    {
        double best = SeparationDual.Evaluate(problem, SeparationDual.Closed(problem), 1);
        Matrix softmax = new DualState(problem with { Model = ProblemModel.UnconstrainedFeatures, LambdaW = [1], LambdaH = 1, Margins = null }, candidate).Softmax;
        if (softmax.Data.All(double.IsFinite))
        {
            best = Math.Max(best, SeparationDual.Evaluate(problem, softmax, 0));
        }

        string remark = problem.Features == FeatureDomain.Nonnegative ? "holds, but is not tight: nonnegativity of the features is not used" : Remark(problem);
        return new LowerBound(best, "CERT-5", remark);
    }

    private static string Name(Problem problem)
    {
        bool uniform = problem.Samples.Distinct().Count() == 1 && problem.Weights is null && problem.Temperature is null && problem.Offset is null;
        return problem.Model == ProblemModel.LayerPeeled ? "CERT-4" : problem.Bias != BiasKind.None ? "CERT-2" : uniform ? "CERT-1" : "CERT-3";
    }

    private static string Remark(Problem problem) =>
        problem.Dimension < problem.Classes - 1 ? "holds, but need not be tight: the dimension is below K - 1" : "";
}
