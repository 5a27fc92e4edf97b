using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Thrampoulidis2022;
using NCVerify.Theory;
using Rw06 = NCVerify.Claims.Behnia2023.ClassBalancedPenalty;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-06: with features penalised per class, sizes are weights: the threshold is n_min, the limit an ETF.</summary>
public sealed class ClassBalancedPenalty : ClaimSpec<Rw06>
{
    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(30, 30, 3, 3);
        yield return Regime.Sizes(100, 5, 5);
        yield return Regime.Sizes(40, 20, 2, 2, 2);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void MinoritiesMergeFromTheirSizeOn(int[] sizes) => CheckMerged(CertifiedSolution(At(sizes, 1.001 * Threshold(sizes))));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Profiles))]
    public void BelowItTheyDiffer(int[] sizes) => CheckMerged(CertifiedSolution(At(sizes, 0.999 * Threshold(sizes))));

    [Test, Oracle(OracleKind.Solver)]
    public void MinoritiesMergeFromRandomStarts() => CheckMerged(RandomStartSolution(At([9, 9, 3, 3], 1.1 * Threshold([9, 9, 3, 3]))));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void TheLimitIsAnEtf(int[] sizes)
    {
        double[] lambdas = [1e-1, 1e-2, 1e-3, 1e-4];
        double[] distances = [.. lambdas.Select(l => EtfDistance(CertifiedSolution(At(sizes, l))))];
        double[] scaled = [.. lambdas.Zip(distances, (l, d) => d * (Math.Log(1 / l) + Math.Log(sizes.Max())))];
        Expect("distance of $WW^\\top$ from the ETF, ratio per decade of $\\lambda$", distances.Zip(distances.Skip(1), (a, b) => b / a).ToArray()).ToBeAtMost(0.85, Within.Of(0, "shrinks like $1/\\log(1/\\lambda)$"));
        Expect("distance times $\\log(n_{\\max}/\\lambda)$, last over first", scaled[^1] / scaled[0]).ToEqual(1.0, Within.Of(0.25, "constant in the limit"));
        DrawBoth(sizes);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void EqualFrequenciesGiveAnEtfAtEveryPenalty(int[] sizes)
    {
        foreach (double lambda in (double[])[0.9, 0.1, 1e-3])
        {
            CheckEtf(CertifiedSolution(ByClass(sizes, lambda, n => 1.0 / n)));
        }
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ThePenaltyOnEverySampleGivesNone() =>
        CheckEtf(CertifiedSolution(SeliSettings.Ridge([30, 30, 3, 3], 0.01) with { Weights = [1.0 / 30, 1.0 / 30, 1.0 / 3, 1.0 / 3] }));

    private void CheckMerged(CertifiedSolution s)
    {
        int k = s.Problem.Classes;
        double Difference(Matrix gram) => gram[k - 1, k - 1] + gram[k - 2, k - 2] - (2 * gram[k - 1, k - 2]);
        Expect("$\\lVert w_m - w_{m'}\\rVert^2$", Difference(s.ClassifierGram)).ToBeZero(Within.Of(1e-8, "0.1 per cent below the threshold it is above 1e-4"));
        Expect("$\\lVert\\mu_m - \\mu_{m'}\\rVert^2$", Difference(s.MeanGram)).ToBeZero(Within.Of(1e-8, "0.1 per cent below the threshold it is above 1e-4"));
    }

    private void CheckEtf(CertifiedSolution s)
    {
        Matrix etf = Matrix.Centring(s.Problem.Classes).Normalised();
        Expect($"classifier Gram, normalised, $\\lambda={Exact.Format(s.Problem.Lambda)}$", s.ClassifierGram.Normalised()).ToEqual(etf, Within.CertifiedGap);
        Expect($"class-mean Gram, normalised, $\\lambda={Exact.Format(s.Problem.Lambda)}$", s.MeanGram.Normalised()).ToEqual(etf, Within.CertifiedGap);
    }

    private void DrawBoth(int[] sizes)
    {
        double[] lambdas = [1e-4, 1e-3, 1e-2, 1e-1, 0.5];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "two-penalties-" + string.Join('-', sizes),
            Title = $"Distance of the classifiers from the ETF for two penalties, n = {string.Join(", ", sizes)}",
            Caption = "Features penalised per class tend to the ETF as the ridge vanishes, features penalised per sample tend to SELI.",
            RefutedBy = "a lower curve that stays away from zero, or an upper one that tends to it",
            X = new Axis("$\\lambda$ (sum loss)", Logarithmic: true),
            Y = new Axis("distance of $WW^\\top$ from the ETF"),
            Series =
            [
                new("per class", SeriesRole.Measured, lambdas, [.. lambdas.Select(l => EtfDistance(CertifiedSolution(At(sizes, l))))]),
                new("per sample", SeriesRole.Measured, lambdas, [.. lambdas.Select(l => EtfDistance(CertifiedSolution(SeliSettings.Ridge(sizes, l))))]),
            ],
        });
    }

    private double Threshold(int[] sizes) => Predict(("nMin", sizes.Min())).Number("lambdaSum");

    private static Problem At(int[] sizes, double lambda) => ByClass(sizes, lambda, _ => 1);

    // Penalised per class: one column per class, with weight omega n.
    private static Problem ByClass(int[] sizes, double lambda, Func<int, double> omega) =>
        SeliSettings.Ridge([.. sizes.Select(_ => 1)], lambda) with { Weights = [.. sizes.Select(n => omega(n) * n)] };

    private static double EtfDistance(CertifiedSolution s) => s.ClassifierGram.NormalisedDistance(Matrix.Centring(s.Problem.Classes));
}
