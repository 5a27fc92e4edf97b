using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>
/// Guesses what is wrong with an answer by trying it on neighbouring problems: an answer that is nearly optimal for the
/// problem with one convention changed tells its author where to look. A guess is a hint, never part of the verdict.
/// </summary>
internal static class Diagnosis
{
    // Far above the error of a solver that has converged, far below the effect of any convention on the gap.
    private const double Fits = 1e-4;

    /// <summary>A hint about a gap that is too large.</summary>
    public static string OfGap(Problem problem, Candidate candidate, double relativeGap, ICertifier certifier)
    {
        var means = new Candidate(candidate.W, candidate.H) { Bias = candidate.Bias };
        if (means.W.All(w => w.Data.All(x => x == 0)) || means.H.Data.All(x => x == 0))
        {
            return "W or H is zero, which is a saddle point and not the minimum: start from random numbers, not from zero.";
        }

        var zero = new Candidate([.. means.W.Select(w => new Matrix(w.Rows, w.Columns))], new Matrix(means.H.Rows, means.H.Columns));
        if (problem.Model == ProblemModel.UnconstrainedFeatures && Objective.Evaluate(problem, zero) is var atZero && (atZero - certifier.Bound(problem, zero).Value) / atZero <= Fits)
        {
            return "W = H = 0 is the minimum here: the penalties are so large that nothing else pays.";
        }

        foreach ((string hint, Problem other, Candidate tried) in Neighbours(problem, means))
        {
            double objective = Objective.Evaluate(other, tried), bound = certifier.Bound(other, tried).Value;
            if ((objective - bound) / Math.Abs(objective) <= Math.Min(Fits, relativeGap / 10))
            {
                return hint;
            }
        }

        if (problem.Samples.Distinct().Count() > 1 && NamedGeometry.ToEtf(candidate) < 1e-2)
        {
            return "It is a simplex ETF, which is optimal for equal class sizes only.";
        }

        if (problem.Features == FeatureDomain.Nonnegative)
        {
            return "With nonnegative features there are local minima: project after every step, start from several random points and keep the best.";
        }

        return OfConvergence(relativeGap, Stationarity.Ratio(problem, means));
    }

    // One cannot see from a point whether its solver stopped too early or follows a wrong gradient; what can be measured is said, and both are named.
    private static string OfConvergence(double relativeGap, double ratio) => (relativeGap < 0.05, ratio) switch
    {
        (_, >= 1e-3) => $"It is no stationary point: the gradient there has {Exact.Format(ratio, 2)} times the norm that the penalties alone have (0 at the minimum). Iterate longer, with steps that fit the problem's scale, with momentum or curvature; if your own gradient says that it has converged, check it against finite differences of the objective.",
        (_, < 1e-3) => $"It is nearly stationary (the gradient there has {Exact.Format(ratio, 2)} times the norm that the penalties alone have) and not the minimum: iterate longer until the gradient, not the objective, stops changing; start from other random numbers if it stays.",
        (true, _) => "The answer is close but not converged: iterate longer, or take a method with momentum or curvature.",
        _ => "The answer is far from optimal and fits no neighbouring problem: check the gradient against finite differences of the objective.",
    };

    /// <summary>A hint about a stated objective that is not that of the point.</summary>
    public static string OfObjective(Problem problem, Candidate candidate, double stated)
    {
        bool Near(double value) => Math.Abs(stated - value) <= 1e-6 * Math.Abs(value);
        foreach ((string hint, Problem other, Candidate tried) in Neighbours(problem, candidate with { SampleFeatures = null }))
        {
            if (ReferenceEquals(tried.W, candidate.W) && Near(Objective.Evaluate(other, tried)))
            {
                return hint;
            }
        }

        return "Leave the objective out, or state the problem's own: mean or sum as in reduction, lambda/2 times squared norms, the feature penalty of every sample.";
    }

    private static IEnumerable<(string Hint, Problem Problem, Candidate Candidate)> Neighbours(Problem p, Candidate c)
    {
        yield return ("With the sign of W turned it is optimal: logits are W H, and the loss is -z_y + log sum exp z.", p, c with { W = [c.W[0].Scale(-1), .. c.W.Skip(1)] });
        if (p.Model == ProblemModel.UnconstrainedFeatures)
        {
            double w = p.LambdaW[0], h = p.LambdaH;
            Problem With(double lambdaW, double lambdaH) => p with { LambdaW = [lambdaW], LambdaH = lambdaH };
            yield return (p.Reduction == Reduction.Mean ? "It is optimal for the sum of the losses; here the reduction is their mean." : "It is optimal for the mean of the losses; here the reduction is their sum.", p with { Reduction = p.Reduction == Reduction.Mean ? Reduction.Sum : Reduction.Mean }, c);
            yield return ("It is optimal for penalties twice as large: here penalties are lambda/2 times squared norms.", With(2 * w, 2 * h), c);
            yield return ("It is optimal for penalties half as large: penalties are lambda/2 times squared norms, lambda/4 nowhere.", With(w / 2, h / 2), c);
            yield return ("It is optimal for lambdaW and lambdaH squared: check what multiplies the norms.", With(w * w, h * h), c);
            yield return ("It is optimal for lambda squared: check what multiplies the norms.", p.WithLambda(p.Lambda * p.Lambda), c);
            yield return ("It is optimal with lambdaW and lambdaH exchanged.", With(h, w), c);
            yield return ("It is optimal for a feature penalty divided by N: lambdaH counts for every sample, without a mean.", With(w, h / p.Total), c);
            yield return ("It is optimal for a feature penalty per class: lambdaH counts for every sample, n_k times for class k.", With(w, h * p.Classes / p.Total), c);
        }

        foreach ((string field, Problem without) in Ignoring(p))
        {
            yield return ($"It is optimal for the problem without its {field}.", without, without.Bias == BiasKind.None ? c with { Bias = null } : c);
        }
    }

    private static IEnumerable<(string Field, Problem Problem)> Ignoring(Problem p)
    {
        if (p.Samples.Distinct().Count() > 1)
        {
            yield return ("different class sizes (all equal to 1)", p with { Samples = [.. p.Samples.Select(_ => 1)] });
            int mean = (int)Math.Round(p.Samples.Average());
            yield return ("different class sizes (all equal to their mean)", p with { Samples = [.. p.Samples.Select(_ => mean)] });
        }

        if (p.Bias != BiasKind.None)
        {
            yield return ("bias", p with { Bias = BiasKind.None, LambdaB = null });
        }

        if (p.Weights is not null)
        {
            yield return ("class weights", p with { Weights = null });
        }

        if (p.Temperature is not null)
        {
            yield return ("temperatures", p with { Temperature = null });
            yield return ("temperatures (dividing instead of multiplying)", p with { Temperature = [.. p.Temperature.Select(t => 1 / t)] });
        }

        if (p.Offset is { } offset)
        {
            yield return ("offsets", p with { Offset = null });
            yield return ("offsets' sign", p with { Offset = [.. offset.Select(x => -x)] });
        }
    }
}
