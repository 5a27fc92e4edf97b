using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl3 = NCVerify.Claims.Hong2023.MergeThreshold;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-3: classes of equal size coincide exactly from lambda = sqrt(n_c)/N on, whatever the rest and the bias.</summary>
public sealed class MergeThreshold : ClaimSpec<Hl3>
{
    private static readonly Problem[] Profiles =
    [
        ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.02),
        ImbalanceSettings.TwoClusters(5, 5, 500, 100, 0.005),
        ImbalanceSettings.WithBiasPenalty(ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.02), 0.01),
        ImbalanceSettings.TwoClusters(3, 3, 12, 4, 0.02) with { Bias = BiasKind.Free },
        Problem.CrossEntropy([30, 17, 17, 9, 4, 4, 4], 0.01, 0.01),
    ];

    private static IEnumerable<TestCaseData> Above() => Cases(1.001, 1.01, 1.1);

    private static IEnumerable<TestCaseData> Below() => Cases(0.9, 0.99, 0.999);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void FromItOnTheyCoincide(Problem profile, double factor) => CheckMerged(CertifiedSolution(At(profile, factor)));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void BelowItTheyDiffer(Problem profile, double factor) => CheckMerged(CertifiedSolution(At(profile, factor)));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Below))]
    public void BelowItTheDifferenceIsNotZero(Problem profile, double factor)
    {
        CertifiedSolution s = CertifiedSolution(At(profile, factor));
        (int i, int j) = Pair(s.Problem);
        Expect("$\\lVert w_i - w_j \\rVert^2$ below", ImbalanceSettings.Distance2(s.ClassifierGram, i, j)).ToBeAtLeast(1e-4, Within.Of(0, "1e-3 and more were seen"));
    }

    [Test, Oracle(OracleKind.Solver)]
    public void FromRandomStartsTheyCoincideToo()
    {
        Problem profile = ImbalanceSettings.WithBiasPenalty(ImbalanceSettings.TwoClusters(2, 2, 6, 2, 0.02), 0.01);
        CertifiedSolution s = RandomStartSolution(At(profile, 1.1));
        (int i, int j) = Pair(s.Problem);
        Expect("$\\lVert w_i - w_j \\rVert^2$", ImbalanceSettings.Distance2(s.ClassifierGram, i, j)).ToBeZero(Within.Of(1e-14, "square of a first-order error; 10 per cent above the threshold"));
        Expect("predictions of the two classes", Difference(s.Z, i, j)).ToBeZero(Within.Of(1e-8, "first-order solver"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void TheThresholdDoesNotMoveWithTheBias()
    {
        Problem profile = Profiles[0];
        double[] factors = [.. Enumerable.Range(0, 33).Select(i => 0.7 + (i * 0.0125))];
        (string Name, Func<Problem, Problem> Of)[] kinds =
        [
            ("no bias", p => p),
            ("lambda_b = 0.01", p => ImbalanceSettings.WithBiasPenalty(p, 0.01)),
            ("free bias", p => p with { Bias = BiasKind.Free }),
        ];
        var series = new List<Series>();
        foreach ((string name, Func<Problem, Problem> of) in kinds)
        {
            double[] lengths = [.. factors.Select(f => CertifiedSolution(of(At(profile, f)))).Select(s => Math.Sqrt(Math.Max(0, ImbalanceSettings.Distance2(s.ClassifierGram, 2, 3))))];
            double[] above = [.. factors.Zip(lengths, (f, l) => f > 1 ? l : 0)], below = [.. factors.Zip(lengths, (f, l) => f < 1 ? l : double.PositiveInfinity)];
            Expect($"{name}: distance of the two classifiers above the threshold", above).ToBeZero(Within.Of(1e-6, "square root of a squared error of 1e-12"));
            Expect($"{name}: least distance below", below.Min()).ToBeAtLeast(1e-2, Within.Of(0, "1.2 per cent below the threshold"));
            series.Add(new(name, SeriesRole.Measured, factors, lengths));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "merge",
            Title = "Distance of two minority classifiers, n = (20, 20, 5, 5)",
            Caption = "Certified solutions without bias, with a regularised and with a free one: all merge at the same penalty.",
            RefutedBy = "a curve that reaches zero before the line, or leaves it after",
            X = new Axis("$\\lambda N / \\sqrt{n_B}$"),
            Y = new Axis("$\\lVert w_i - w_j \\rVert$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["merge"] = 1 },
            Series = series,
        });
    }

    private void CheckMerged(CertifiedSolution s)
    {
        (int i, int j) = Pair(s.Problem);
        Within zero = Within.Of(1e-13, "rounding, amplified near the threshold; 0.1 per cent below it is above 1e-3");
        Expect("$\\lVert w_i - w_j \\rVert^2$", ImbalanceSettings.Distance2(s.ClassifierGram, i, j)).ToBeZero(zero);
        Expect("$\\lVert \\mu_i - \\mu_j \\rVert^2$", ImbalanceSettings.Distance2(s.MeanGram, i, j)).ToBeZero(zero);
    }

    // The two last classes, which are equal in every profile.
    private static (int I, int J) Pair(Problem p) => (p.Classes - 2, p.Classes - 1);

    private static double[] Difference(Matrix z, int i, int j) => [.. z.Column(i).Zip(z.Column(j), (a, b) => a - b)];

    private Problem At(Problem profile, double factor) => profile.WithLambda(factor * Predict(("n", profile.Samples)).Vector("mergeThresholds")[0]);

    private static IEnumerable<TestCaseData> Cases(params double[] factors) =>
        from p in Profiles from f in factors select new TestCaseData(p, f).SetArgDisplayNames(Regime.Describe(p).Split(", lambdaW")[0] + Bias(p), Exact.Format(f) + " x threshold");

    private static string Bias(Problem p) => p.Bias switch { BiasKind.Regularized => ", regularised bias", BiasKind.Free => ", free bias", _ => "" };
}
