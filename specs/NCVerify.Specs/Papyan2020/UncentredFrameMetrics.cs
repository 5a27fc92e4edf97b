using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ncm2 = NCVerify.Claims.Papyan2020.UncentredFrameMetrics;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NCM-2: what the NC2 and NC3 metrics show for an orthogonal frame that was not centred.</summary>
public sealed class UncentredFrameMetrics : ClaimSpec<Ncm2>
{
    [Oracle(OracleKind.ClosedForm), TestCase(3), TestCase(5), TestCase(10)]
    public void OfTheFrameItself(int k) => Check(Matrix.Identity(k));

    [Test, Oracle(OracleKind.Certificate)]
    public void OfTheFeaturesOfTheNonnegativeModel()
    {
        CertifiedSolution solution = CertifiedSolution(Problem.CrossEntropy([5, 5, 5, 5], 0.01, 0.01) with { Features = FeatureDomain.Nonnegative });
        Check(solution.H.Transpose());
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCase(3), TestCase(5)]
    public void CentredTheyAreAllZero(int k) => Check(Matrix.Centring(k));

    // The frame put in place of the classifier, so that the metrics do not centre it; its own centred rows are the means.
    private void Check(Matrix frame)
    {
        int k = frame.Rows;
        var metrics = Measured.Of(frame.Transpose(), [.. Enumerable.Repeat(1, k)], frame);
        Prediction predicted = Predict(("K", k));
        Expect("mean $|\\cos + 1/(K-1)|$, uncentred", metrics.Metric("nc2.maxequiangle.mean.weights")).ToEqual(predicted["maxangUncentred"], Within.CertifiedGap);
        Expect("ETF error, uncentred", metrics.Metric("nc2.etf.weights")).ToEqual(predicted["zhuEtfErrorUncentred"], Within.CertifiedGap);
        Expect("squared self-duality error, uncentred against centred", metrics.Metric("nc3.duality.squared.classmean")).ToEqual(predicted["NC3PapyanSqWOrthogonalVsCentredM"], Within.CertifiedGap);
    }
}
