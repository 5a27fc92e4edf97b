using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>Data whose metrics are known exactly: an ETF with isotropic noise, and an orthogonal frame that is not centred.</summary>
public sealed class ExactValuesTest
{
    // Some thousand operations on numbers of size 1 and reference values of 15 digits.
    private const double Relative = 1e-12;

    [TestCase(4, 6, 2.0, 0.3, 0.050625, 0.135, 0.050625)]
    [TestCase(10, 16, 3.0, 0.5, 0.225, 0.444444444444444, 0.2)]
    public void EtfWithIsotropicNoise(int k, int d, double r, double sigma, double nc1, double quotient, double cdnv)
    {
        Matrix means = r * Frames.SimplexEtf(k, d, new CounterRandom(1));
        MeasureReport report = Data.Isotropic(means, sigma).Measure(new LinearClassifier(means));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report["nc1.pinv.classmean"], Is.EqualTo(nc1).Within(Relative * nc1));
            Assert.That(report["nc1.pinv.samplemean"], Is.EqualTo(nc1).Within(Relative * nc1));
            Assert.That(report["nc1.pinv.countweighted"], Is.EqualTo(nc1).Within(Relative * nc1));
            Assert.That(report["nc1.pinv.classmean.trace"], Is.EqualTo(k * nc1).Within(Relative * k * nc1));
            Assert.That(report["nc1.quotient"], Is.EqualTo(quotient).Within(Relative * quotient));
            Assert.That(report["nc1.cdnv"], Is.EqualTo(cdnv).Within(Relative * cdnv));
            Assert.That(report.Metrics.Where(m => m.Id.StartsWith("nc2", StringComparison.Ordinal) || m.Id.StartsWith("nc3", StringComparison.Ordinal)), Has.All.Property("Value").Below(1e-14));
        }
    }

    [TestCase(3, 0.5, 0.605810893055372, 0.367006838144548)]
    [TestCase(5, 0.25, 0.459505841094722, 0.211145618000168)]
    public void OrthogonalFrameNotCentred(int k, double maxAngle, double etfError, double dualitySquared)
    {
        Matrix frame = Frames.Orthogonal([.. Enumerable.Repeat(1.0, k)], k + 2, new CounterRandom(2));
        MeasureReport report = new Data(frame, [.. Enumerable.Range(0, k)]).Measure(new LinearClassifier(frame));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report["nc2.maxequiangle.mean.weights"], Is.EqualTo(maxAngle).Within(Relative));
            Assert.That(report["nc2.maxequiangle.max.weights"], Is.EqualTo(maxAngle).Within(Relative));
            Assert.That(report["nc2.etf.weights"], Is.EqualTo(etfError).Within(Relative));
            Assert.That(report["nc3.duality.squared.classmean"], Is.EqualTo(dualitySquared).Within(Relative));
        }
    }

    [Test]
    public void CountWeightedIsAReweightingOfTheCoordinatesOfClassMean()
    {
        // With x = M+ (h - mu), M the centred means as columns and d >= K - 1: classmean is the mean of |x|^2,
        // countweighted the mean of sum_k x_k^2 N/n_k over K (from (D - pp')+ = P D^-1 P).
        var random = new CounterRandom(3);
        Data data = Data.Around(random.GaussianMatrix(4, 7), [40, 9, 3, 2], 0.4, random);
        ClassStatistics statistics = data.Statistics();
        var m = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(7, 4, (j, c) => statistics.MeansAroundClassMean[c, j]);
        var svd = m.Svd();
        double classMean = 0, countWeighted = 0;
        for (int i = 0; i < data.Labels.Length; i++)
        {
            var r = MathNet.Numerics.LinearAlgebra.Double.DenseVector.Create(7, j => data.H[i, j] - statistics.Means[data.Labels[i], j]);
            var coordinates = svd.U.TransposeThisAndMultiply(r);
            var x = MathNet.Numerics.LinearAlgebra.Double.DenseVector.Create(4, c => Enumerable.Range(0, 3).Sum(j => svd.VT[j, c] * coordinates[j] / svd.S[j]));
            classMean += x.Sum(v => v * v) / data.Labels.Length;
            countWeighted += x.Select((v, c) => v * v * data.Labels.Length / statistics.Counts[c]).Sum() / 4 / data.Labels.Length;
        }

        Assert.That(WithinClassVariability.Pinv(statistics, BetweenClassScatter.ClassMean), Is.EqualTo(classMean).Within(1e-12 * classMean));
        Assert.That(WithinClassVariability.Pinv(statistics, BetweenClassScatter.CountWeighted), Is.EqualTo(countWeighted).Within(1e-12 * countWeighted));
    }
}
