using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>The exact metric values against the metrics' definitions, evaluated on constructed features.</summary>
public sealed class MetricValueTests
{
    [TestCase(4, 6, 2.0, 0.3)]
    [TestCase(5, 4, 1.0, 0.5)]
    [TestCase(2, 1, 3.0, 0.1)]
    public void IsotropicNoiseAroundAnEtf(int classes, int dimension, double radius, double sigma)
    {
        // Means: factor the ETF's Gram; noise: +-sigma sqrt(d) along every axis, exactly isotropic.
        SymmetricEigen eigen = SymmetricEigen.Decompose(Matrix.Centring(classes));
        double norm = radius / Math.Sqrt((classes - 1.0) / classes);
        Matrix means = Matrix.Create(dimension, classes, (i, k) => i < classes - 1 ? norm * eigen.Vectors[k, i + 1] : 0);
        double step = sigma * Math.Sqrt(dimension);
        Matrix within = Matrix.Create(dimension, dimension, (i, j) => i == j ? 2 * step * step / (2 * dimension) : 0);
        Matrix between = (1.0 / classes) * (means * means.Transpose());
        SymmetricEigen spectrum = SymmetricEigen.Decompose(between);
        int rank = classes - 1;
        double cut = spectrum.Values[dimension - rank] / 2; // the structural rank decides, not a cut-off
        Matrix inverse = spectrum.Function(s => s > cut ? 1 / s : 0);
        double distance2 = Enumerable.Range(0, dimension).Sum(i => (means[i, 0] - means[i, 1]) * (means[i, 0] - means[i, 1]));
        Assert.Multiple(() =>
        {
            Assert.That(Trace(within * inverse) / classes, Is.EqualTo(MetricValues.NoisyEtfPinv(classes, radius, sigma)).Within(1e-11).Percent);
            Assert.That(Trace(within) / Trace(between), Is.EqualTo(MetricValues.NoisyEtfQuotient(dimension, radius, sigma)).Within(1e-11).Percent);
            Assert.That(Trace(within) / distance2, Is.EqualTo(MetricValues.NoisyEtfCdnv(classes, dimension, radius, sigma)).Within(1e-11).Percent);
        });
    }

    [Test]
    public void AnUncentredOrthogonalFrame([Values(2, 3, 50)] int classes)
    {
        Matrix frame = Matrix.Identity(classes), centred = Matrix.Centring(classes);
        double squared = GeometryDistance.Of(frame, centred);
        Assert.Multiple(() =>
        {
            Assert.That(MetricValues.FrameAgainstCentredFrame(classes), Is.EqualTo(squared * squared).Within(1e-11).Percent);
            Assert.That(MetricValues.UncentredFrameEtfError(classes), Is.EqualTo(squared).Within(1e-11).Percent);
            Assert.That(MetricValues.UncentredFrameEquiangularity(classes), Is.EqualTo(0 - SimplexEtf.Cosine(classes)).Within(1e-15));
        });
    }

    private static double Trace(Matrix m) => Enumerable.Range(0, m.Rows).Sum(i => m[i, i]);
}
