using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli03 = NCVerify.Claims.Thrampoulidis2022.SeparationOptimumIsSeli;
using Seli12 = NCVerify.Claims.Thrampoulidis2022.ValueAndMidpoint;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-03: for any class sizes, the minimum-norm separator has logits P and the Grams of SELI.</summary>
public sealed class SeparationOptimumIsSeli : ClaimSpec<Seli03>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> SmallProfiles => SeliSettings.SmallProfiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void NoSeparatorHasASmallerNorm(int[] sizes)
    {
        Problem problem = Problem.Separation(sizes);
        Candidate seli = Points.FromLogits(problem, Matrix.Centring(sizes.Length));
        double objective = Objective.Evaluate(problem, seli);
        Expect("$\\frac12(\\lVert W\\rVert^2 + \\lVert H\\rVert^2)$", objective).ToEqual(PredictFor<Seli12>(("n", sizes))["value"], Within.Fraction(1e-10, "square roots of eigenvalues of $PDP$"));
        Expect("objective minus rigorous lower bound", objective - Bound(problem, seli).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void AdmmFindsIt(int[] sizes)
    {
        CertifiedSolution solution = CertifiedSolution(Problem.Separation(sizes));
        Check(solution, Within.CertifiedGap);
        DrawGrams(solution, sizes);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallProfiles))]
    public void RandomStartsFindIt(int[] sizes) => Check(RandomStartSolution(Problem.Separation(sizes)), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void CrossEntropyAtAFinitePenaltyIsNotSeli() =>
        Check(CertifiedSolution(SeliSettings.Ridge([10, 10, 1, 1], 0.1)), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        IReadOnlyList<int> sizes = solution.Problem.Samples;
        Matrix classifiers = SeliSettings.CentredSizesPower(sizes, 0.5), means = SeliSettings.CentredSizesPower(sizes, -0.5);
        Expect("logits $Z / \\lVert Z \\rVert$", solution.Z.Normalised()).ToEqual(Matrix.Centring(sizes.Count).Normalised(), within);
        Expect("classifier Gram, normalised", solution.ClassifierGram.Normalised()).ToEqual(classifiers.Normalised(), within);
        Expect("class-mean Gram, normalised", solution.MeanGram.Normalised()).ToEqual(means.Normalised(), within);
    }

    private void DrawGrams(CertifiedSolution solution, int[] sizes)
    {
        Matrix classifiers = SeliSettings.CentredSizesPower(sizes, 0.5), means = SeliSettings.CentredSizesPower(sizes, -0.5);
        string name = string.Join("-", sizes.Select(n => Exact.Format(n)));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "gram-" + name,
            Title = $"Grams for n = {name}",
            Caption = "$(PDP)^{1/2}$ and $(PDP)^{\\dagger 1/2}$ beside the Grams of the minimum-norm separator found by ADMM, each divided by its norm.",
            RefutedBy = "a measured entry off its prediction by more than the tolerance",
            HeatMaps =
            [
                new HeatMap("$WW^\\top$ predicted", classifiers.Normalised()), new HeatMap("$WW^\\top$ measured", solution.ClassifierGram.Normalised()),
                new HeatMap("$H^\\top H$ predicted", means.Normalised()), new HeatMap("$H^\\top H$ measured", solution.MeanGram.Normalised()),
            ],
        });
    }
}
