using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Geometries;

public sealed class FrameTests
{
    [Test]
    public void TheSimplexEtfHasEqualNormsAndTheEtfCosine([Values(2, 3, 10)] int classes)
    {
        Matrix gram = new SimplexEtf(classes).ClassifierGram;
        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(0, classes).Select(i => gram[i, i]), Is.All.EqualTo(gram[0, 0]));
            Assert.That(gram[0, 1] / gram[0, 0], Is.EqualTo(SimplexEtf.Cosine(classes)).Within(1e-15));
            Assert.That(SimplexEtf.Cosine(classes), Is.EqualTo(-1.0 / (classes - 1)));
        });
    }

    [Test]
    public void AnOrthogonalFrameBecomesTheEtfWhenCentred([Values(2, 5)] int classes)
    {
        Matrix p = Matrix.Centring(classes);
        Matrix centred = p * new OrthogonalFrame(classes).MeanGram * p;
        Assert.That(GeometryDistance.Of(centred, new SimplexEtf(classes).MeanGram), Is.Below(1e-15));
    }

    [Test]
    public void AGeneralOrthogonalFrameKeepsItsLengths()
    {
        var frame = new GeneralOrthogonalFrame([3, 2, 0], [1, 2, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(frame.ClassifierGram.Data, Is.EqualTo(Matrix.Diagonal([9, 4, 0]).Data));
            Assert.That(frame.MeanGram.Data, Is.EqualTo(Matrix.Diagonal([1, 4, 0]).Data));
            Assert.That(frame.Logits.Data, Is.EqualTo(Matrix.Diagonal([3, 4, 0]).Data));
            Assert.That(frame.Classes, Is.EqualTo(3));
        });
    }

    [Test]
    public void ImpossibleFramesAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => new SimplexEtf(1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new OrthogonalFrame(1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GeneralOrthogonalFrame([0.0, 0]), Throws.ArgumentException);
        Assert.That(() => new GeneralOrthogonalFrame([1.0, -1]), Throws.ArgumentException);
        Assert.That(() => new GeneralOrthogonalFrame([1.0, 1], [1.0, 1, 1]), Throws.ArgumentException.With.Message.Contains("2 classifier lengths").And.Message.Contains("3 mean lengths"));
        Assert.That(() => new GeneralOrthogonalFrame([1.0]), Throws.ArgumentException.With.Message.Contains("at least two lengths"));
        Assert.That(() => new GeneralOrthogonalFrame(null!, [1.0, 1]), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("lengths"));
    });
}
