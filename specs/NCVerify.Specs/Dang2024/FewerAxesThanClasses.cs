using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu6 = NCVerify.Claims.Dang2024.FewerAxesThanClasses;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-6: the closed form stays a lower bound in every dimension, attained only with an axis per active class.</summary>
public sealed class FewerAxesThanClasses : ClaimSpec<CeRelu6>
{
    private static readonly Problem Balanced = ReluSettings.Relu([5, 5, 5, 5], 0.01, 0.01, 4);

    private static IEnumerable<TestCaseData> TooFew()
    {
        yield return Regime.Of(Balanced with { Dimension = 3 });
        yield return Regime.Of(Balanced with { Dimension = 2 });
        yield return Regime.Of(ReluSettings.Relu([6, 5, 3, 2], 0.01, 0.02, 3));
    }

    private static IEnumerable<TestCaseData> Enough()
    {
        yield return Regime.Of(ReluSettings.Relu([12, 8, 3, 1], 0.09, 0.09, 2));
        yield return Regime.Of(ReluSettings.Relu([12, 8, 3, 1], 0.05, 0.03, 3));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(TooFew))]
    public void TheBestOfRandomStartsIsStationaryAndStaysAbove(Problem problem)
    {
        CertifiedSolution s = RandomStartSolution(problem, anyCriticalPoint: true);
        var landscape = new CrossEntropyLandscape(problem);
        double[] point = landscape.Pack(s.Run.Candidate), gradient = landscape.Gradient(point);
        int weights = problem.Classes * problem.Dimension;
        Expect("projected gradient", gradient.Select((g, i) => i >= weights && point[i] <= 1e-9 ? Math.Min(g, 0) : g).ToArray()).ToBeZero(Within.Of(1e-8, "the solver stops at 1e-12, in other units"));
        CheckAbove(s);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(TooFew))]
    public void ItStaysFarAboveForEverySeed(Problem problem)
    {
        // The best of 5 x 5 random starts; no closed form is known.
        double best = Enumerable.Range(1, 5).Min(seed => RandomStartSolution(problem, (ulong)seed, anyCriticalPoint: true).Objective);
        double lower = At(problem).Number("lowerBound");
        Expect("best value over the bound", best / lower).ToBeAtLeast(1.05, Within.Of(0, "1.1 to 2.2 were seen"));
        Expect("best value", best).ToBeAtMost(Math.Log(4) - 0.1, Within.Of(0, "far better than zero"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(TooFew))]
    public void TheBoundHoldsAllTheSame(Problem problem)
    {
        Candidate point = RandomStartSolution(problem, anyCriticalPoint: true).Run.Candidate;
        Expect("rigorous lower bound at the point", Bound(problem, point).Value).ToEqual(At(problem)["lowerBound"], Within.Of(1e-12, "the bound gives away its own rounding only"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Enough))]
    public void AsManyAxesAsActiveClassesAttainIt(Problem problem)
    {
        Prediction predicted = At(problem);
        Expect("minimum", CertifiedSolution(problem).Objective).ToEqual(predicted["lowerBound"], Within.Fraction(1e-10, "certified relative gap"));
        Expect("dimensions beyond the active classes", problem.Dimension - predicted.Number("activeClasses")).ToBeZero(Within.Of(0, "a count"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithEnoughAxesNothingIsAbove() => CheckAbove(CertifiedSolution(Balanced));

    private void CheckAbove(CertifiedSolution s) =>
        Expect("value minus the closed form", s.Objective - At(s.Problem).Number("lowerBound")).ToBeAtLeast(1e-3, Within.Of(1e-9, "certified gap at d = K"));

    private Prediction At(Problem p) => Predict([.. ReluSettings.Parameters(p), ("d", p.Dimension)]);
}
