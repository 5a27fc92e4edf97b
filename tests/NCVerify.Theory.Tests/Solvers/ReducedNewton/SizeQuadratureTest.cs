namespace NCVerify.Theory.Tests;

/// <summary>Gauss quadrature of the measure of class sizes, against plain sums over the sizes.</summary>
public sealed class SizeQuadratureTest
{
    private static readonly SizeClusters Many = new([.. Enumerable.Range(11, 200), 30, 30, 31]);

    [Test]
    public void LowMomentsOfTheSizesAreExact()
    {
        SizeQuadrature quadrature = SizeQuadrature.Find(Many, 0)!;
        int k = quadrature.Nodes.Clusters;
        Assert.That(k, Is.Below(40));
        for (int power = 0; power < 2 * k; power++)
        {
            double Moment(SizeClusters c) => c.Size.Zip(c.Count, (s, m) => m * Math.Pow(Math.Log(s / 50) / 2, power)).Sum();

            // The integrand is below 1 in modulus and its sum has some 200 terms.
            Assert.That(Moment(quadrature.Nodes), Is.EqualTo(Moment(Many)).Within(1e-10), $"power {power}");
        }
    }

    [Test]
    public void SmoothFunctionsOfSizeAreInterpolated()
    {
        SizeQuadrature quadrature = SizeQuadrature.Find(Many, 0)!;
        double[] nodes = [.. quadrature.Nodes.Size.Select(s => Math.Sqrt(s) + (1 / s))];
        for (int i = 0; i < Many.Clusters; i++)
        {
            double found = Enumerable.Range(0, nodes.Length).Sum(j => quadrature.Interpolation[i, j] * nodes[j]);
            Assert.That(found, Is.EqualTo(Math.Sqrt(Many.Size[i]) + (1 / Many.Size[i])).Within(1e-9));
        }
    }

    [Test]
    public void TheMeasureIsSplitAtTheKink()
    {
        SizeQuadrature quadrature = SizeQuadrature.Find(Many, 100.5)!;
        double above = quadrature.Nodes.Size.Zip(quadrature.Nodes.Count).Where(n => n.First > 100.5).Sum(n => n.Second);
        Assert.That(above, Is.EqualTo(110).Within(1e-9), "classes of 101 to 210 samples");
        for (int i = 0; i < Many.Clusters; i++)
        {
            for (int j = 0; j < quadrature.Nodes.Clusters; j++)
            {
                if (Many.Size[i] > 100.5 != quadrature.Nodes.Size[j] > 100.5)
                {
                    Assert.That(quadrature.Interpolation[i, j], Is.Zero);
                }
            }
        }
    }

    [Test]
    public void NoNodeStandsForLessThanAClass()
    {
        foreach (int[] sizes in new int[][] { [.. Enumerable.Range(1, 60)], [100_000, .. Enumerable.Range(5, 100)], [.. Enumerable.Range(1, 80).Select(i => i * i * i)] })
        {
            var clusters = new SizeClusters(sizes);
            SizeQuadrature? quadrature = SizeQuadrature.Find(clusters, 0);
            Assert.That(quadrature is null || quadrature.Nodes.Count.All(m => m >= 1), Is.True);
        }
    }

    [Test]
    public void FewSizesAreLeftAlone() => Assert.That(SizeQuadrature.Find(new SizeClusters([9, 8, 7, 7, 3]), 0), Is.Null);
}
