namespace NCVerify.Theory.Tests.FreeModels;

/// <summary>Cumulative links: probabilities that sum to one, derivatives, and tails.</summary>
public sealed class LinkTests
{
    private static IEnumerable<Link> Links => Link.All;

    [TestCaseSource(nameof(Links))]
    public void ProbabilitiesSumToOne(Link link)
    {
        foreach (double z in (double[])[-6, -1.3, 0, 0.4, 2, 7])
        {
            double sum = Math.Exp(-link.Loss(z, double.NegativeInfinity, -1)) + Math.Exp(-link.Loss(z, -1, 0.5)) + Math.Exp(-link.Loss(z, 0.5, double.PositiveInfinity));
            Assert.That(sum, Is.EqualTo(1).Within(4e-15), $"z = {z}");
        }
    }

    [TestCaseSource(nameof(Links))]
    public void SlopeAndCurvatureAreDifferences(Link link)
    {
        const double Step = 1e-5;
        foreach ((double low, double high) in ((double, double)[])[(double.NegativeInfinity, -0.5), (-0.5, 0.7), (2, 4.5), (-9, -6), (0.7, double.PositiveInfinity)])
        {
            foreach (double z in (double[])[-3, -0.2, 0, 1.5, 4])
            {
                double slope = (link.Loss(z + Step, low, high) - link.Loss(z - Step, low, high)) / (2 * Step);
                double curvature = (link.Slope(z + Step, low, high) - link.Slope(z - Step, low, high)) / (2 * Step);
                Assert.That(link.Slope(z, low, high), Is.EqualTo(slope).Within(1e-7 * Math.Max(1, link.Loss(z, low, high))), $"[{low}, {high}] at {z}");
                Assert.That(link.Curvature(z, low, high), Is.EqualTo(curvature).Within(1e-7 * Math.Max(1, curvature)), $"[{low}, {high}] at {z}");
            }
        }
    }

    [Test]
    public void NormalTailsKeepTheirDigits() => Assert.Multiple(() =>
    {
        // -log(1 - Phi(t)): t = 1: 0.15865525393145705; t = 10: 7.619853024160526e-24; 1 - 2 (1 - Phi(1)): 0.6826894921370859.
        var probit = new ProbitLink();
        Assert.That(probit.Loss(0, 1, double.PositiveInfinity), Is.EqualTo(-Math.Log(0.15865525393145705)).Within(1e-14));
        Assert.That(probit.Loss(0, double.NegativeInfinity, -10), Is.EqualTo(-Math.Log(7.619853024160526e-24)).Within(1e-12));
        Assert.That(probit.Loss(0, -1, 1), Is.EqualTo(-Math.Log(0.6826894921370859)).Within(1e-14));
        Assert.That(probit.Slope(0, 40, 41), Is.EqualTo(-40.02496).Within(1e-4), "about -t - 1/t");
    });

    [Test]
    public void AScaleRefusesThresholdsThatDoNotFit() => Assert.Multiple(() =>
    {
        Assert.That(() => new OrdinalScale([1, 2, 3], [0], new LogitLink()), Throws.ArgumentException.With.Message.Contains("3 classes need 2 thresholds"));
        Assert.That(() => new OrdinalScale([1, 2, 3], [0, 0], new LogitLink()), Throws.ArgumentException.With.Message.Contains("rise"));
    });
}
