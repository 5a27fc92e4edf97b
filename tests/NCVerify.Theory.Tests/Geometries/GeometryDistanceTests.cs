using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Geometries;

public sealed class GeometryDistanceTests
{
    private static readonly Matrix Etf = Matrix.Centring(4);

    [TestCase(1e-300)]
    [TestCase(1)]
    [TestCase(1e300)]
    public void ItIgnoresScaleWithoutOverflow(double scale) => Assert.That(GeometryDistance.Of(scale * Etf, Etf), Is.InRange(0, 1e-15));

    [Test]
    public void ItIsTheChordBetweenDirections() => Assert.Multiple(() =>
    {
        Assert.That(GeometryDistance.Of(-1 * Etf, Etf), Is.EqualTo(2).Within(1e-15), "opposite");
        Assert.That(GeometryDistance.Of(Matrix.Diagonal([1, 0]), Matrix.Diagonal([0, 1])), Is.EqualTo(Math.Sqrt(2)).Within(1e-15), "orthogonal");
        Assert.That(GeometryDistance.Of(Matrix.Identity(4), Etf), Is.EqualTo(MetricValues.UncentredFrameEtfError(4)).Within(1e-15), "the frame against its centred form");
    });

    [Test]
    public void NothingIsNearAZeroMatrix() => Assert.Multiple(() =>
    {
        Assert.That(GeometryDistance.Of(new Matrix(4, 4), Etf), Is.NaN);
        Assert.That(GeometryDistance.Of(Etf, new Matrix(4, 4)), Is.NaN);
        Assert.That(GeometryDistance.Of(double.NaN * Etf, Etf), Is.NaN);
        Assert.That(GeometryDistance.Of(double.PositiveInfinity * Matrix.Identity(4), Etf), Is.NaN);
    });

    [Test]
    public void ShapesMustAgree() => Assert.Multiple(() =>
    {
        Assert.That(() => GeometryDistance.Of(Matrix.Identity(3), Etf), Throws.ArgumentException.With.Message.Contains("3 x 3").And.Message.Contains("4 x 4"));
        Assert.That(() => GeometryDistance.Of(new Matrix(4, 3), Etf), Throws.ArgumentException, "columns alone");
        Assert.That(() => GeometryDistance.Of(new Matrix(3, 4), Etf), Throws.ArgumentException, "rows alone");
        Assert.That(() => GeometryDistance.Of(null!, Etf), Throws.ArgumentNullException);
        Assert.That(() => GeometryDistance.Of(Etf, null!), Throws.ArgumentNullException);
    });
}
