using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu5 = NCVerify.Claims.Dang2024.BalancedOrthogonalFrame;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-5: balanced classes give an orthogonal frame; taking off the global mean leaves a simplex ETF that the classifier is dual to.</summary>
public sealed class BalancedOrthogonalFrame : ClaimSpec<CeRelu5>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Regime.Of(ReluSettings.Balanced);
        yield return Regime.Of(ReluSettings.Relu([3, 3, 3, 3, 3, 3], 0.002, 0.01, 6));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void AtTheSecondOrderSolution(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void AtTheSolutionFromRandomStarts(Problem problem) => Check(RandomStartSolution(problem with { Dimension = 3 * problem.Classes }), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void UnevenClassesAreNoEtfAfterCentring() => Check(CertifiedSolution(ReluSettings.Uneven), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        int k = solution.Problem.Classes;
        Matrix centred = solution.MeanGram.Centred();
        double[] etf = Enumerable.Repeat(-1.0 / (k - 1), k * (k - 1) / 2).ToArray();
        Expect("cosines of the means, uncentred", solution.MeanGram.CosinesUpper()).ToBeZero(within);
        Expect("cosines of the means, centred", centred.CosinesUpper()).ToEqual(etf, within);
        Expect("cosines of the classifiers", solution.ClassifierGram.CosinesUpper()).ToEqual(etf, within);
        Matrix centredMeans = solution.H * Matrix.Centring(k);
        double[] alignment = [.. Enumerable.Range(0, k).Select(c => Cosine(solution.W.Row(c).ToArray(), centredMeans.Column(c)))];
        Expect("$\\cos(w_k, h_k - \\bar h)$", alignment).ToEqual(Enumerable.Repeat(1.0, k).ToArray(), within);
    }

    private static double Cosine(double[] x, double[] y) =>
        x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));
}
