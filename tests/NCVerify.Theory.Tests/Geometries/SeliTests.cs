using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Geometries;

/// <summary>SELI by the secular equation against routes that share nothing with it.</summary>
public sealed class SeliTests
{
    private static readonly int[][] Profiles = [[4, 4, 4], [10, 10, 1, 1], [50, 20, 7, 3, 1], [37, 1], [500, 120, 31, 8, 2, 1], [3, 1, 2, 3, 1, 7], [1000, 1, 1, 1]];

    [TestCaseSource(nameof(Profiles))]
    public void GramsAgreeWithAnEigensolverOfTheDenseMatrix(int[] sizes)
    {
        var seli = new Seli(sizes);
        SymmetricEigen eigen = SymmetricEigen.Decompose(Centred(sizes));
        double floor = 1e-9 * eigen.Values[^1]; // splits the zero eigenvalue (rounding 1e-16) from the rest (at least 1)
        Assert.Multiple(() =>
        {
            // Rounding of the dense eigensolver, 1e-15 of the largest eigenvalue, divided by eigenvalues of at least 1.
            Assert.That(Largest(seli.ClassifierGram - eigen.Function(s => s > floor ? Math.Sqrt(s) : 0)), Is.Below(1e-11));
            Assert.That(Largest(seli.MeanGram - eigen.Function(s => s > floor ? 1 / Math.Sqrt(s) : 0)), Is.Below(1e-11));
            Assert.That(seli.SingularValues, Is.EqualTo(eigen.Values.Skip(1).Reverse().Select(Math.Sqrt)).Within(1e-15 * sizes.Max()));
            Assert.That(seli.NuclearNorm, Is.EqualTo(eigen.Values.Skip(1).Sum(Math.Sqrt)).Within(1e-15 * sizes.Length * sizes.Max()));
        });
    }

    [Test]
    public void ThePseudoInverseIsReachedEntryByEntryAtAnyImbalance()
    {
        var random = new CounterRandom(1);
        for (int trial = 0; trial < 300; trial++)
        {
            double[] sizes = RandomSizes(random);
            var spectrum = new CentredSizes(sizes);
            Matrix bySpectrum = spectrum.Function(s => 1 / s), explicitly = spectrum.PseudoInverse();
            Matrix squared = spectrum.Function(s => 1 / Math.Sqrt(s)) * spectrum.Function(s => 1 / Math.Sqrt(s));
            for (int i = 0; i < explicitly.Data.Length; i++)
            {
                // Each entry is a sum of at most 11 terms that are correct to a few ulp; cancellation among them costs up to
                // five digits at ratios of 1e6, and 1e-9 is the accuracy promised for predictions.
                double scale = Math.Abs(explicitly.Data[i]);
                Assert.That(bySpectrum.Data[i], Is.EqualTo(explicitly.Data[i]).Within(1e-9 * scale));
                Assert.That(squared.Data[i], Is.EqualTo(explicitly.Data[i]).Within(1e-9 * scale));
            }
        }
    }

    [Test]
    public void TheDualCertificateIsFeasibleWithStrictlyPositiveMultipliers()
    {
        var random = new CounterRandom(2);
        for (int trial = 0; trial < 300; trial++)
        {
            double[] sizes = RandomSizes(random);
            var seli = new Seli(sizes);
            Matrix s = seli.MeanGram, multipliers = seli.Multipliers;
            Matrix sds = s * Matrix.Diagonal(sizes) * s;
            Assert.Multiple(() =>
            {
                Assert.That(Largest(sds - Matrix.Centring(sizes.Length)), Is.Below(1e-11), "SDS = P: spectral norm 1");
                Assert.That(OffDiagonal(s), Is.All.Negative);
                Assert.That(Enumerable.Range(0, sizes.Length).Select(i => multipliers[i, i]), Is.All.Zero);
            });
        }
    }

    [Test]
    public void TheMeanGramIsThePseudoInverseOfTheClassifierGram([ValueSource(nameof(Profiles))] int[] sizes)
    {
        var seli = new Seli(sizes);
        Matrix expected = Matrix.Centring(sizes.Length);
        Assert.That(Largest((seli.ClassifierGram * seli.MeanGram) - expected), Is.Below(1e-13 * Math.Sqrt(sizes.Max())));
    }

    [Test]
    public void ItIsTheEtfExactlyForBalancedOrTwoClasses()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DistanceFromEtf([7, 7, 7, 7]), Is.Below(1e-15));
            Assert.That(DistanceFromEtf([1000, 3]), Is.Below(1e-15));
            Assert.That(DistanceFromEtf([9, 4, 1]), Is.GreaterThan(0.1));
            Assert.That(DistanceFromEtf([7, 7, 7, 6]), Is.GreaterThan(0.01), "one sample off in a class of seven");
        });
    }

    [Test]
    public void SizesThatMakeNoSenseAreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Seli(new[] { 3 }), Throws.ArgumentException.With.Message.Contains("at least two"));
            Assert.That(() => new CentredSizes((IReadOnlyList<double>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("sizes"));
            Assert.That(() => new CentredSizes(new[] { 3, 1 }).Function(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("f"));
            Assert.That(() => new CentredSizes((IReadOnlyList<int>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("sizes"));
            Assert.That(() => new Seli(new[] { 3, 0 }), Throws.ArgumentException);
            Assert.That(() => new Seli(new[] { 3, double.NaN }), Throws.ArgumentException);
            Assert.That(() => new Seli(new[] { 3, double.PositiveInfinity }), Throws.ArgumentException);
        });
    }

    private static double DistanceFromEtf(int[] sizes) =>
        GeometryDistance.Of(new Seli(sizes).ClassifierGram, new SimplexEtf(sizes.Length).ClassifierGram);

    private static Matrix Centred(int[] sizes)
    {
        Matrix p = Matrix.Centring(sizes.Length);
        return p * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * p;
    }

    // 2 to 12 classes, sizes spread evenly over the decades from 1 to 1e6, some of them shared.
    private static double[] RandomSizes(CounterRandom random)
    {
        double[] sizes = [.. Enumerable.Range(0, 2 + random.NextInt(11)).Select(_ => Math.Floor(Math.Pow(10, 6 * random.NextDouble())))];
        return random.NextInt(2) == 0 ? sizes : [.. sizes.Select((n, i) => i > 1 && i % 3 == 0 ? sizes[i - 1] : n)];
    }

    private static IEnumerable<double> OffDiagonal(Matrix m) =>
        Enumerable.Range(0, m.Rows).SelectMany(i => Enumerable.Range(0, m.Columns).Where(j => j != i).Select(j => m[i, j]));

    private static double Largest(Matrix m) => m.Data.Max(Math.Abs);
}
