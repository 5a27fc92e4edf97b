using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>ReLU codes run layer by layer: they output the identity, with the energy that they state.</summary>
public sealed class ReluCodeTests
{
    private static IEnumerable<TestCaseData> Codes()
    {
        yield return new TestCaseData(ReluCode.ThreeClasses(4), 3, 4).SetArgDisplayNames("three classes", "4 layers");
        yield return new TestCaseData(ReluCode.ThreeClasses(6), 3, 6).SetArgDisplayNames("three classes", "6 layers");
        foreach ((int vertices, int subset, int layers) in new[] { (3, 2, 2), (4, 2, 2), (4, 2, 3), (5, 3, 3), (5, 2, 5), (6, 4, 2) })
        {
            yield return new TestCaseData(ReluCode.Edges(vertices, subset, layers), vertices * (vertices - 1) / 2, layers).SetArgDisplayNames($"{vertices} vertices", $"subsets of {subset}", $"{layers} layers");
        }
    }

    [TestCaseSource(nameof(Codes))]
    public void TheOutputIsTheIdentity(ReluCode code, int classes, int layers)
    {
        Matrix x = code.FirstPreactivation;
        double energy = Math.Pow(SymmetricEigen.Decompose(x.Rows < x.Columns ? x * x.Transpose() : x.Transpose() * x).Values.Sum(s => Math.Sqrt(Math.Max(s, 0))), 2);
        foreach (Matrix w in code.OtherLayers)
        {
            x = w * x.Map(t => Math.Max(t, 0));
            energy *= w.Data.Sum(t => t * t);
        }

        Assert.Multiple(() =>
        {
            Assert.That(SampleTerms.Deviation(x, Matrix.Identity(classes)), Is.InRange(0, 1e-12));
            Assert.That(code.K, Is.EqualTo(classes));
            Assert.That(code.Layers, Is.EqualTo(layers));
            Assert.That(code.OtherLayers, Has.Count.EqualTo(layers - 1));
            Assert.That(code.EnergyProduct, Is.EqualTo(energy).Within(1e-5).Percent, "zero singular values are known to the root of the precision");
            Assert.That(code.CollapseProduct, Is.EqualTo(Math.Pow(classes, layers + 1)));
            Assert.That(Math.Pow(code.MeanEnergy, layers + 1), Is.EqualTo(code.EnergyProduct).Within(1e-10).Percent);
        });
    }

    [TestCase(4, 3)]
    [TestCase(4, 4)]
    [TestCase(6, 5)]
    public void FewerSubsetsThanEdgesAreNoCode(int vertices, int subset) =>
        Assert.That(() => ReluCode.Edges(vertices, subset, 3), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("subset").And.Message.Contains("edges"));

    [Test]
    public void SingularValuesOfAnyShape() => Assert.Multiple(() =>
    {
        Assert.That(ReluCode.SingularValues(Matrix.FromRows([[3, 0, 0], [0, 4, 0]])), Is.EqualTo(new[] { 4.0, 3 }), "wide: as many as rows");
        Assert.That(ReluCode.SingularValues(Matrix.FromRows([[3, 0], [0, 4], [0, 0]])), Is.EqualTo(new[] { 4.0, 3 }), "tall: as many as columns");
        Assert.That(ReluCode.SingularValues(Matrix.FromRows([[1, 1], [1, 1]])), Is.EqualTo(new[] { 2.0, 0 }).Within(1e-15), "rounding is no singular value");
        Assert.That(ReluCode.SingularValues(1e6 * Matrix.FromRows([[1, 2, 3], [2, 4, 6], [3, 6, 9]]))[1..], Is.All.Zero, "rounding is no singular value");
        Assert.That(ReluCode.SingularValues(1e-6 * Matrix.Identity(2)), Is.EqualTo(new[] { 1e-6, 1e-6 }).Within(1e-18), "small ones are");
    });

    [Test]
    public void AChainOfMeanEnergyOneIsScaledLikeOneSingularValue()
    {
        // (1 - z)^2/2 + ((M+1)/2)(n Lambda)^(1/(M+1)) Q z^(2/(M+1)), on a grid.
        double Value(double z) => ((1 - z) * (1 - z) / 2) + (1.5 * Math.Pow(3 * 1e-4, 1 / 3.0) * 1.2 * Math.Pow(z, 2 / 3.0));
        double least = Enumerable.Range(0, 100_001).Min(i => Value(i / 1e5));
        Assert.That(ReluCode.Rescaled(1.2, 2, 3, 1e-4).Value, Is.InRange(least - 1e-9, least));
    }
}
