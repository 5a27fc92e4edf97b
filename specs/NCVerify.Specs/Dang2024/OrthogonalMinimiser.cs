using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu1 = NCVerify.Claims.Dang2024.OrthogonalMinimiser;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-1: with nonnegative features the minimisers are orthogonal class features of known lengths, for any class sizes.</summary>
public sealed class OrthogonalMinimiser : ClaimSpec<CeRelu1>
{
    private static IEnumerable<TestCaseData> All => ReluSettings.All();

    private static IEnumerable<TestCaseData> Roomy => ReluSettings.Roomy();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Prediction frame = Predict(ReluSettings.Parameters(problem));
        Candidate point = Points.OnAxes(problem, frame.Vector("hNorm2"), ReluSettings.Logits(frame.Vector("marginM")));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void TheSecondOrderSolverFindsThem(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, Within.CertifiedGap);
        DrawGrams(solution);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Roomy))]
    public void RandomStartsFindThem(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Check(solution, Within.FirstOrder);
        Expect("within-class share of the sample features (NC1)", Grams.WithinClassShare(solution.Run.Candidate.SampleFeatures!, problem.Samples)).ToBeZero(Within.Of(1e-10, "square of the first-order solver's error"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void FeaturesOfEitherSignAreNotOrthogonal() =>
        Check(CertifiedSolution(ReluSettings.Uneven with { Features = FeatureDomain.Free }), Within.CertifiedGap);

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithFewerDimensionsThanActiveClassesTheValueIsHigher()
    {
        // Best of many starts at d = 3, K = 4: 0.491552, above the closed form 0.357619.
        Problem problem = ReluSettings.Balanced with { Dimension = 3 };
        double best = Enumerable.Range(1, 5).Min(seed => RandomStartSolution(problem, (ulong)seed, anyCriticalPoint: true).Objective);
        Expect("objective", best).ToEqual(Predict(ReluSettings.Parameters(problem))["optimalObjective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
    }

    private void Check(CertifiedSolution solution, Within within)
    {
        Prediction frame = Predict(ReluSettings.Parameters(solution.Problem));
        Matrix expected = Matrix.Diagonal([.. frame.Vector("hNorm2")]);
        Expect("objective", solution.Objective).ToEqual(frame["optimalObjective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("class-mean Gram $H^\\top H$", solution.MeanGram).ToEqual(expected, within);
    }

    private void DrawGrams(CertifiedSolution solution) =>
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "gram-" + Regime.Slug(solution.Problem),
            Title = $"Class-mean Gram, {Regime.Describe(solution.Problem)}",
            Caption = "$H^\\top H$ of the closed form and of the solution: diagonal, with longer features for smaller classes, and zero for a class past its threshold.",
            RefutedBy = "an off-diagonal entry that is not zero, or a length off its prediction",
            HeatMaps = [new HeatMap("predicted", Matrix.Diagonal([.. Predict(ReluSettings.Parameters(solution.Problem)).Vector("hNorm2")])), new HeatMap("measured", solution.MeanGram)],
        });
}
