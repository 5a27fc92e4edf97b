using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ncm1 = NCVerify.Claims.Papyan2020.NoisyEtfMetrics;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NCM-1: exact NC1 values of a simplex ETF with isotropic within-class covariance.</summary>
public sealed class NoisyEtfMetrics : ClaimSpec<Ncm1>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(4, 6, 2.0, 0.3).SetArgDisplayNames("K = 4", "d = 6", "r = 2", "sigma = 0.3");
        yield return new TestCaseData(10, 16, 3.0, 0.5).SetArgDisplayNames("K = 10", "d = 16", "r = 3", "sigma = 0.5");
        yield return new TestCaseData(3, 2, 1.0, 1e-5).SetArgDisplayNames("K = 3", "d = 2", "r = 1", "sigma = 1e-5");
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void OnSamplesWithExactlyThatCovariance(int k, int d, double r, double sigma) =>
        Check(Samples(k, d, r, (axis, _) => sigma * Math.Sqrt(d)), k, d, r, sigma, Within.Fraction(1e-11, "rounding of means and distances"));

    [Test, Oracle(OracleKind.ClosedForm)]
    public void OnRandomSamplesWithinTheirSpread()
    {
        // 4000 Gaussian samples a class: trace of the covariance within 1 / sqrt(4000 * 6 / 2) of its mean, five deviations allowed.
        const int n = 4000;
        Matrix means = Means(4, 6, 2);
        var random = new CounterRandom(17);
        Matrix samples = Matrix.Create(6, 4 * n, (i, j) => means[i, j / n] + (0.3 * random.NextGaussian()));
        CheckMetrics(Measured.Of(samples, [n, n, n, n]), 4, 6, 2, 0.3, Within.Fraction(0.05, "sampling: five standard deviations"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void NoiseAlongOneDirectionGivesAnotherTrace() =>
        Check(Samples(4, 6, 2, (axis, dimension) => axis == 0 ? 0.3 * dimension : 0), 4, 6, 2, 0.3, Within.Fraction(1e-11, "rounding of means and distances"));

    // Two samples per axis and class, at plus and minus the length: the covariance is diagonal, (length^2 / d) per axis.
    private static Matrix Samples(int k, int d, double r, Func<int, int, double> length)
    {
        Matrix means = Means(k, d, r);
        return Matrix.Create(d, k * 2 * d, (i, j) =>
        {
            int inClass = j % (2 * d), axis = inClass / 2;
            return means[i, j / (2 * d)] + (i == axis ? (inClass % 2 == 0 ? 1 : -1) * length(axis, d) : 0);
        });
    }

    // An ETF of radius r in d >= K - 1 dimensions, from the eigenvectors of the centring matrix.
    private static Matrix Means(int k, int d, double r)
    {
        SymmetricEigen eigen = SymmetricEigen.Decompose(Matrix.Centring(k));
        double scale = r / Math.Sqrt((k - 1.0) / k);
        return Matrix.Create(d, k, (i, j) => i < k - 1 ? scale * eigen.Vectors[j, i + 1] : 0);
    }

    private void Check(Matrix samples, int k, int d, double r, double sigma, Within within) =>
        CheckMetrics(Measured.Of(samples, [.. Enumerable.Repeat(2 * d, k)]), k, d, r, sigma, within);

    private void CheckMetrics(MeasureReport metrics, int k, int d, double r, double sigma, Within within)
    {
        Prediction predicted = Predict(("K", k), ("d", d), ("r", r), ("sigma", sigma));
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$", metrics.Metric("nc1.pinv.classmean")).ToEqual(predicted["NC1TracePinvOverK"], within);
        Expect("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", metrics.Metric("nc1.quotient")).ToEqual(predicted["NC1Quotient"], within);
        Expect("class-distance normalised variance", metrics.Metric("nc1.cdnv")).ToEqual(predicted["CDNV"], within);
    }
}
