using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Rates towards SELI against distances at one large log(1/lambda), with roots by an eigensolver.</summary>
public sealed class SeliExpansionTests
{
    [TestCase(10, 10, 1, 1)]
    [TestCase(9, 4, 1)]
    [TestCase(30, 12, 5, 2, 1)]
    public void RatesAreLimitsOfDistances(params double[] sizes)
    {
        const double Log = 1e5;
        var expansion = new SeliExpansion(sizes);
        int k = sizes.Length;
        Matrix d = Matrix.Diagonal(sizes), z = (Log * Matrix.Centring(k)) + (Matrix.Centring(k) * expansion.Delta);
        SymmetricEigen eigen = SymmetricEigen.Decompose(z * d * z.Transpose());
        double floor = eigen.Values[^1] * 1e-12;
        Matrix classifiers = eigen.Function(x => x > floor ? Math.Sqrt(x) : 0), inverse = eigen.Function(x => x > floor ? 1 / Math.Sqrt(x) : 0);
        Assert.Multiple(() =>
        {
            for (int j = 0; j < k; j++)
            {
                Assert.That(expansion.Delta.Column(j).Sum(), Is.EqualTo(0).Within(1e-13), "columns sum to zero");
                for (int c = 0; c < k; c++)
                {
                    double gap = c == j ? 0 : -Math.Log(expansion.Seli.Multipliers[c, j]);
                    Assert.That(expansion.Delta[j, j] - expansion.Delta[c, j], Is.EqualTo(gap).Within(1e-12));
                }
            }

            Assert.That(Log * GeometryDistance.Of(z, expansion.Seli.Logits), Is.EqualTo(expansion.RateZ).Within(1e-2).Percent);
            Assert.That(Log * GeometryDistance.Of(classifiers, expansion.Seli.ClassifierGram), Is.EqualTo(expansion.RateW).Within(1e-2).Percent);
            Assert.That(Log * GeometryDistance.Of(z.Transpose() * inverse * z, expansion.Seli.MeanGram), Is.EqualTo(expansion.RateH).Within(1e-2).Percent);
        });
    }
}
