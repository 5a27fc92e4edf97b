using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>
/// Judges answers from W, H and bias alone: feasible, objective recomputed, gap to a rigorous lower bound, distance to the
/// geometry that the theory names, spread within classes.
/// </summary>
/// <param name="required">The class of gaps that a solution must reach.</param>
/// <param name="certifier">Lower bounds; null for the product's own.</param>
public sealed class GateJudge(ToleranceClass required = ToleranceClass.Tight, ICertifier? certifier = null)
{
    // Two evaluations of one objective differ by rounding alone, far less than this; a convention that differs, by far more.
    private const double StatedTolerance = 1e-6;

    // An objective has some 15 correct digits; bounds already account for their own rounding.
    private const double Rounding = 1e-13;

    // By convexity of the loss, features that differ within a class cost lambdaH/2 times their squared spread: relative spread is
    // the gap over the penalty's share of the objective, from a few times the gap to forty times beside a threshold.
    private const double SpreadFactor = 10;

    private readonly ICertifier _certifier = certifier ?? new Certifier();

    /// <summary>The class of gaps that a solution must reach.</summary>
    public ToleranceClass Required => required;

    /// <summary>The verdict on an answer.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="knownBound">A lower bound of the problem that is known from elsewhere, for instance the reference solver's; it only sharpens the gap.</param>
    public ProblemResult Judge(GateProblem problem, SolverAnswer answer, LowerBound? knownBound = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(answer);
        var result = new ProblemResult { Id = problem.Id, Level = problem.Level, About = problem.About, Claims = problem.Claims, Geometry = problem.Expected, Verdict = GateVerdict.Failed, Seconds = answer.Seconds };
        if (problem.Unjudged is { } why)
        {
            return result with { Verdict = GateVerdict.Inapplicable, Message = why };
        }

        if (answer.Candidate is not { } candidate)
        {
            return result with { Failure = answer.Failure, Message = answer.Message };
        }

        try
        {
            CandidateRules.Validate(problem.Problem, candidate);
        }
        catch (ProblemException e)
        {
            return result with { Failure = FailureKind.WrongShape, Message = e.Message };
        }

        return CandidateRules.IsFinite(candidate)
            ? Measured(problem, candidate, answer.StatedObjective, knownBound, result)
            : result with { Failure = FailureKind.NotFinite, Message = "an entry of W, H or bias is not a finite number" };
    }

    private ProblemResult Measured(GateProblem gate, Candidate candidate, double? stated, LowerBound? knownBound, ProblemResult result)
    {
        Problem problem = gate.Problem;
        double objective = Objective.Evaluate(problem, candidate);
        LowerBound bound = _certifier.Bound(problem, candidate);
        bound = knownBound is { } known && known.Value > bound.Value ? known : bound;
        double gap = (objective - bound.Value) / Math.Max(Math.Abs(objective), 1e-300);
        result = result with
        {
            Objective = objective,
            LowerBound = bound.Value,
            Certificate = bound.Certificate,
            RelativeGap = gap,
            Class = ToleranceClasses.Of(gap),
            GeometryDistance = NamedGeometry.Distance(gate.Expected, problem, candidate),
            WithinClass = WithinClass(candidate, problem),
        };
        (FailureKind failure, string message) = Verdict(gate, candidate, stated, result);
        return result with { Failure = failure, Message = message, Verdict = failure == FailureKind.None ? GateVerdict.Passed : GateVerdict.Failed };
    }

    private (FailureKind Failure, string Message) Verdict(GateProblem gate, Candidate candidate, double? stated, ProblemResult r)
    {
        if (Feasibility.Violation(gate.Problem, candidate, required.Limit()) is { } violation)
        {
            return (FailureKind.Infeasible, violation);
        }

        double slack = Rounding * Math.Max(Math.Abs(r.Objective), Math.Abs(r.LowerBound));
        if (r.Objective < r.LowerBound - slack)
        {
            return (FailureKind.TooGoodToBeTrue, $"the objective {Exact.Format(r.Objective)} lies below the rigorous lower bound {Exact.Format(r.LowerBound)} ({r.Certificate}); no point can, so something is wrong with the gate itself: please report this answer");
        }

        if (stated is { } claimed && Math.Abs(claimed - r.Objective) > StatedTolerance * Math.Abs(r.Objective))
        {
            return claimed < r.LowerBound - (StatedTolerance * Math.Abs(r.LowerBound))
                ? (FailureKind.TooGoodToBeTrue, $"objective: {Exact.Format(claimed)} was stated, below the rigorous lower bound {Exact.Format(r.LowerBound)}; no point of this problem can have it (W, H and bias have {Exact.Format(r.Objective)}). {Diagnosis.OfObjective(gate.Problem, candidate, claimed)}")
                : (FailureKind.Misstated, $"objective: {Exact.Format(claimed)} was stated, W, H and bias have {Exact.Format(r.Objective)}. {Diagnosis.OfObjective(gate.Problem, candidate, claimed)}");
        }

        if (!(r.RelativeGap <= required.Limit()))
        {
            return (FailureKind.Gap, $"the relative gap is {Exact.Format(r.RelativeGap, 3)}, expected at most {Exact.Format(required.Limit())} (objective {Exact.Format(r.Objective, 10)}, no point can go below {Exact.Format(r.LowerBound, 10)}). {Diagnosis.OfGap(gate.Problem, candidate, r.RelativeGap, _certifier)}");
        }

        double geometryLimit = required.GeometryLimit();
        if (gate.Expected != ExpectedGeometry.None && !(r.GeometryDistance <= geometryLimit))
        {
            return (FailureKind.Geometry, $"the distance to {GateWords.Of(gate.Expected)} is {Exact.Format(r.GeometryDistance, 3)}, expected at most {Exact.Format(geometryLimit, 3)}; the objective is nearly right and the point is not: iterate until the gradient, not the objective, stops changing");
        }

        double withinLimit = SpreadFactor * required.Limit();
        return r.WithinClass > withinLimit && gate.Expected != ExpectedGeometry.Zero
            ? (FailureKind.WithinClass, $"features of one class differ: sum |h_i - mean|^2 / sum |h_i|^2 = {Exact.Format(r.WithinClass, 3)}, expected at most {Exact.Format(withinLimit, 3)}; at the optimum they coincide: iterate longer")
            : (FailureKind.None, "");
    }

    // Undefined where only class means were given, and where all features vanish.
    private static double WithinClass(Candidate candidate, Problem problem)
    {
        if (candidate.SampleFeatures is not { } features)
        {
            return double.NaN;
        }

        Matrix means = CandidateRules.ClassMeans(problem, features);
        double between = 0, within = 0;
        int column = 0;
        for (int k = 0; k < problem.Classes; k++)
        {
            double[] mean = means.Column(k);
            for (int i = 0; i < problem.Samples[k]; i++)
            {
                double[] h = features.Column(column++);
                between += CompensatedSum.OfSquares(h);
                within += h.Zip(mean, (a, b) => (a - b) * (a - b)).Sum();
            }
        }

        return within / between;
    }
}
