using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Geometries;

/// <summary>Cost-sensitive separation: margins, balance and optimal value, checked on the matrices themselves.</summary>
public sealed class CostSensitiveSeliTests
{
    private static readonly double[] Sizes = [40, 9, 4, 1];
    private static readonly double[] Delta = [1.5, 0.7, 2, 1];

    [Test]
    public void EveryMarginOfLabelsIsOne()
    {
        Matrix z = CostSensitiveSeli.OfLabels(Sizes, Delta).Logits;
        Assert.That(Margins((y, c) => Delta[y] * (z[y, y] - z[c, y])), Is.All.EqualTo(1).Within(1e-13));
    }

    [Test]
    public void EveryMarginOfClassesIsOne()
    {
        Matrix z = CostSensitiveSeli.OfClasses(Sizes, Delta).Logits;
        Assert.That(Margins((y, c) => (Delta[y] * z[y, y]) - (Delta[c] * z[c, y])), Is.All.EqualTo(1).Within(1e-13));
    }

    // At a balanced factorisation of Z with the samples counted, (W W')^2 = Z D Z' and S D S = Z'Z with S = M'M.
    [TestCase(true)]
    [TestCase(false)]
    public void GramsAreThoseOfABalancedFactorisation(bool labels)
    {
        CostSensitiveSeli seli = Make(labels);
        Matrix d = Matrix.Diagonal(Sizes), z = seli.Logits, g = seli.ClassifierGram, s = seli.MeanGram;
        Matrix first = (g * g) - (z * d * z.Transpose()), second = (s * d * s) - (z.Transpose() * z);
        Assert.Multiple(() =>
        {
            Assert.That(first.MaxAbs(), Is.InRange(0, 1e-11));
            Assert.That(second.MaxAbs(), Is.InRange(0, 1e-11));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void BothFactorsHaveTheEnergyOfTheOptimum(bool labels)
    {
        CostSensitiveSeli seli = Make(labels);
        double means = Sizes.Select((n, k) => n * seli.MeanGram[k, k]).Sum();
        Assert.That(seli.NuclearNorm, Is.EqualTo(means).Within(1e-11));
        Assert.That(seli.ScaleIsFixed, Is.True);
    }

    [Test]
    public void OneTemperatureForAllIsSeliOverIt()
    {
        var plain = new Seli(Sizes);
        double[] two = [2, 2, 2, 2];
        foreach (CostSensitiveSeli seli in new[] { CostSensitiveSeli.OfLabels(Sizes, two), CostSensitiveSeli.OfClasses(Sizes, two) })
        {
            Assert.That((seli.ClassifierGram - plain.ClassifierGram.Scale(0.5)).MaxAbs(), Is.InRange(0, 1e-12));
            Assert.That((seli.MeanGram - plain.MeanGram.Scale(0.5)).MaxAbs(), Is.InRange(0, 1e-12));
        }
    }

    [Test]
    public void WhatMakesNoSenseIsRefused() => Assert.Multiple(() =>
    {
        foreach (Func<IReadOnlyList<double>, IReadOnlyList<double>, CostSensitiveSeli> make in new[] { CostSensitiveSeli.OfLabels, CostSensitiveSeli.OfClasses })
        {
            Assert.That(() => make([1, 2], [1, 1, 1]), Throws.ArgumentException.With.Message.Contains("equally many"));
            Assert.That(() => make([1, 2, 3], [1, 0, 1]), Throws.ArgumentException.With.Message.Contains("positive"));
            Assert.That(() => make([1, 2, 3], [1, -1, 1]), Throws.ArgumentException);
            Assert.That(() => make([1, 0, 3], [1, 1, 1]), Throws.ArgumentException);
            Assert.That(() => make([1, -2, 3], [1, 1, 1]), Throws.ArgumentException);
            Assert.That(() => make(null!, [1, 1]), Throws.ArgumentNullException);
            Assert.That(() => make([1, 1], null!), Throws.ArgumentNullException);
        }
    });

    // The names that reports and measurements print.
    [Test]
    public void GeometriesHaveTheirNames() => Assert.Multiple(() =>
    {
        Assert.That(Make(labels: true).Name, Is.EqualTo("cost-sensitive SELI"));
        Assert.That(new Seli(Sizes).Name, Is.EqualTo("SELI"));
        Assert.That(new Seli(Sizes).ScaleIsFixed, Is.True);
        Assert.That(new SimplexEtf(3).Name, Is.EqualTo("simplex ETF"));
        Assert.That(new SimplexEtf(3).ScaleIsFixed, Is.False);
        Assert.That(new OrthogonalFrame(3).Name, Is.EqualTo("orthogonal frame"));
        Assert.That(new GeneralOrthogonalFrame([3.0, 2]).Name, Is.EqualTo("general orthogonal frame"));
    });

    private static CostSensitiveSeli Make(bool labels) => labels ? CostSensitiveSeli.OfLabels(Sizes, Delta) : CostSensitiveSeli.OfClasses(Sizes, Delta);

    private static IEnumerable<double> Margins(Func<int, int, double> margin) =>
        Enumerable.Range(0, Sizes.Length).SelectMany(y => Enumerable.Range(0, Sizes.Length).Where(c => c != y).Select(c => margin(y, c)));
}
