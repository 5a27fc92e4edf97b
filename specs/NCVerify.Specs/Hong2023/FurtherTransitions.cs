using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl2 = NCVerify.Claims.Hong2023.BlockStructure;
using Hl4 = NCVerify.Claims.Hong2023.FurtherTransitions;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-4: minorities vanish at lambda_T, and everything at the root of a secular equation.</summary>
public sealed class FurtherTransitions : ClaimSpec<Hl4>
{
    private const double BiasPenalty = 0.05;
    private static readonly Problem[] Pairs = [ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.05), ImbalanceSettings.TwoClusters(3, 3, 50, 10, 0.02), ImbalanceSettings.TwoClusters(2, 4, 40, 3, 0.02)];
    private static readonly int[][] Profiles = [[20, 20, 5, 5], [12, 8, 3, 1], [40, 25, 10, 8, 6]];

    private static IEnumerable<TestCaseData> Sizes() => Profiles.Select(n => Regime.Sizes(n));

    private static IEnumerable<TestCaseData> Zero() => from n in Profiles from bias in Enum.GetValues<BiasKind>() select new TestCaseData(n, bias).SetArgDisplayNames("n = " + string.Join("-", n), "bias " + bias.ToString().ToLowerInvariant());

    private static IEnumerable<TestCaseData> MinoritiesBeyond() => Cases(1.001, 1.01, 1.1);

    private static IEnumerable<TestCaseData> MinoritiesBefore() => Cases(0.9, 0.99);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Sizes))]
    public void TheSecularRootsAreSpectralNorms(int[] sizes)
    {
        double total = sizes.Sum();
        int k = sizes.Length;
        Matrix uniform = Matrix.Create(k, k, (i, j) => ((1.0 / k) - (i == j ? 1 : 0)) * Math.Sqrt(sizes[j]) / total);
        Matrix frequency = Matrix.Create(k, k, (i, j) => ((sizes[i] / total) - (i == j ? 1 : 0)) * Math.Sqrt(sizes[j]) / total);
        Prediction predicted = Predict(("n", sizes), ("lambdaB", BiasPenalty));
        double[] b = [.. predicted.Vector("biasAtZero")];
        double weights = b.Sum(Math.Exp);
        Matrix regularised = Matrix.Create(k, k, (i, j) => ((Math.Exp(b[i]) / weights) - (i == j ? 1 : 0)) * Math.Sqrt(sizes[j]) / total);
        Within spectral = Within.Fraction(1e-12, "eigenvalues of a matrix of order at most 5");
        Expect("threshold without bias", Norm(uniform)).ToEqual(predicted["zeroThresholdBiasFree"], spectral);
        Expect("threshold with a free bias", Norm(frequency)).ToEqual(predicted["zeroThresholdUnregularisedBias"], spectral);
        Expect("threshold with a regularised bias", Norm(regularised)).ToEqual(predicted["zeroThresholdRegularisedBias"], spectral);
        Expect("$p - n/N + \\lambda_b b$", sizes.Select((n, i) => (Math.Exp(b[i]) / weights) - (n / total) + (BiasPenalty * b[i])).ToArray()).ToBeZero(Within.Of(1e-14, "rounding"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Zero))]
    public void FromTheLastThresholdOnZeroIsOptimal(int[] sizes, BiasKind bias) => CheckZero(CertifiedSolution(AtZero(sizes, bias, 1.001)));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Zero))]
    public void BelowItIsNot(int[] sizes, BiasKind bias) => CheckZero(CertifiedSolution(AtZero(sizes, bias, 0.999)));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Zero))]
    public void RandomStartsFallToZero(int[] sizes, BiasKind bias) => CheckZero(RandomStartSolution(AtZero(sizes, bias, 1.1)));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Zero))]
    public void RandomStartsDoNotFallToZeroBelowIt(int[] sizes, BiasKind bias) =>
        Expect("$\\lVert W \\rVert^2 + \\lVert H \\rVert^2$, ten per cent below", RandomStartSolution(AtZero(sizes, bias, 0.9)) is var s ? s.W.SquaredNorm() + s.H.SquaredNorm() : 0).ToBeAtLeast(1e-2, Within.Of(0, "not zero"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(MinoritiesBeyond))]
    public void FromLambdaTOnMinoritiesAreZero(Problem pair, double factor) => CheckMinoritiesZero(CertifiedSolution(AtMeans(pair, factor)));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(MinoritiesBefore))]
    public void BeforeItTheyAreNot(Problem pair, double factor) => CheckMinoritiesZero(CertifiedSolution(AtMeans(pair, factor)));

    [Test, Oracle(OracleKind.Certificate)]
    public void TheOrderOfTransitions()
    {
        Problem pair = Pairs[0];
        double[] lambdas = [.. Enumerable.Range(1, 48).Select(i => i * 0.002)];
        CertifiedSolution[] path = [.. lambdas.Select(l => CertifiedSolution(pair.WithLambda(l)))];
        Prediction thresholds = PredictFor<Hl2>(ImbalanceSettings.ClusterParameters(pair));
        double means = Predict(("n", pair.Samples)).Number("clusterMeanThreshold");
        double[] contrast = [.. path.Select(s => s.Z[2, 2] - s.Z[3, 2])], minority = [.. path.Select(s => Math.Abs(s.Z[0, 2]))], majority = [.. path.Select(s => s.Z[0, 0] - s.Z[1, 0])];
        Expect("minority logit past $\\lambda_T$", lambdas.Zip(minority, (l, z) => l > means ? z : 0).ToArray()).ToBeZero(Within.Of(1e-9, "square root of rounding in a zero direction"));
        Expect("minority logit before $\\lambda_T$", lambdas.Zip(minority, (l, z) => l < means - 1e-3 ? z : 1).ToArray()).ToBeAtLeast(1e-2, Within.Of(0, "not zero"));
        Expect("order of the thresholds", new[] { means - thresholds.Number("minorityThreshold"), thresholds.Number("majorityThreshold") - means }).ToBeAtLeast(1e-3, Within.Of(0, "merge, vanish, total collapse"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "transitions",
            Title = "Logits along the penalty, n = (20, 20, 5, 5)",
            Caption = "Minority contrast, minority logit and majority contrast of certified solutions; each vanishes at its line.",
            RefutedBy = "a curve that reaches zero before its line, or leaves it after",
            X = new Axis("$\\lambda$"),
            Y = new Axis("logit difference"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["minorities merge"] = thresholds.Number("minorityThreshold"),
                ["minorities vanish"] = means,
                ["all vanish"] = thresholds.Number("majorityThreshold"),
            },
            Series =
            [
                new("minority contrast", SeriesRole.Measured, lambdas, contrast),
                new("minority to majority logit", SeriesRole.Measured, lambdas, minority),
                new("majority contrast", SeriesRole.Measured, lambdas, majority),
            ],
        });
    }

    private static IEnumerable<TestCaseData> Cases(params double[] factors) =>
        from p in Pairs from f in factors select new TestCaseData(p, f).SetArgDisplayNames("n = " + string.Join("-", p.Samples), Exact.Format(f) + " x threshold");

    private void CheckZero(CertifiedSolution s) =>
        Expect("$\\lVert W \\rVert^2 + \\lVert H \\rVert^2$", s.W.SquaredNorm() + s.H.SquaredNorm()).ToBeZero(Within.Of(1e-14, "squares of first-order errors; 0.1 per cent below the threshold it is above 1e-3"));

    private void CheckMinoritiesZero(CertifiedSolution s)
    {
        int last = s.Problem.Classes - 1;
        Expect("logits of a minority sample", s.Z.Column(last)).ToBeZero(Within.Of(1e-9, "square root of rounding in a zero direction; one per cent below they are above 1e-3"));
        Expect("$\\lVert w_m \\rVert^2$ and $\\lVert \\mu_m \\rVert^2$", new[] { s.ClassifierGram[last, last], s.MeanGram[last, last] }).ToBeZero(Within.Of(1e-12, "rounding; one per cent below they are above 1e-3"));
    }

    private Problem AtMeans(Problem pair, double factor) => pair.WithLambda(factor * Predict(("n", pair.Samples)).Number("clusterMeanThreshold"));

    private Problem AtZero(int[] sizes, BiasKind bias, double factor)
    {
        Prediction predicted = Predict(("n", sizes), ("lambdaB", BiasPenalty));
        string name = bias switch { BiasKind.None => "zeroThresholdBiasFree", BiasKind.Free => "zeroThresholdUnregularisedBias", _ => "zeroThresholdRegularisedBias" };
        double lambda = factor * predicted.Number(name);
        return Problem.CrossEntropy(sizes, lambda, lambda) with { Bias = bias, LambdaB = bias == BiasKind.Regularized ? BiasPenalty : null };
    }

    private static double Norm(Matrix m) => Math.Sqrt(SymmetricEigen.Decompose(m * m.Transpose()).Values[^1]);
}
