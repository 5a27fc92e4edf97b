using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Thresholds of total collapse against spectral norms by an eigensolver.</summary>
public sealed class ZeroThresholdTests
{
    private static readonly double[][] Profiles = [[10, 2], [9, 4, 1], [20, 20, 5, 5], [100, 30, 30, 2], [3, 3, 3], [1, 1000]];

    [TestCaseSource(nameof(Profiles))]
    public void WithoutABiasItIsTheNormOfTheCentredRoots(double[] sizes)
    {
        Matrix gradient = Matrix.Centring(sizes.Length) * Matrix.Diagonal([.. sizes.Select(Math.Sqrt)]);
        Assert.That(ZeroThresholds.WithoutBias(sizes), Is.EqualTo(SpectralNorm(gradient) / sizes.Sum()).Within(1e-11).Percent);
    }

    [TestCaseSource(nameof(Profiles))]
    public void WithAFreeBiasTheClassMeansAreTakenOff(double[] sizes)
    {
        double total = sizes.Sum();
        Matrix gradient = Matrix.Create(sizes.Length, sizes.Length, (i, k) => ((sizes[i] / total) - (i == k ? 1 : 0)) * Math.Sqrt(sizes[k]));
        Assert.That(ZeroThresholds.FreeBias(sizes), Is.EqualTo(SpectralNorm(gradient) / total).Within(1e-11).Percent);
    }

    [TestCaseSource(nameof(Profiles))]
    public void WithAPenalisedBiasItIsTheNormAtThatBias(double[] sizes)
    {
        double total = sizes.Sum();
        foreach (double lambdaB in new[] { 1e-3, 0.1, 5 })
        {
            (double threshold, double[] bias) = ZeroThresholds.RegularizedBias(sizes, lambdaB);
            double normaliser = bias.Sum(Math.Exp);
            double[] p = [.. bias.Select(b => Math.Exp(b) / normaliser)];
            Matrix gradient = Matrix.Create(sizes.Length, sizes.Length, (i, k) => (p[i] - (i == k ? 1 : 0)) * Math.Sqrt(sizes[k]));
            Assert.Multiple(() =>
            {
                Assert.That(p.Select((x, i) => x - (sizes[i] / total) + (lambdaB * bias[i])), Is.All.EqualTo(0).Within(1e-12), "stationary");
                Assert.That(threshold, Is.EqualTo(SpectralNorm(gradient) / total).Within(1e-11).Percent);
            });
        }
    }
}
