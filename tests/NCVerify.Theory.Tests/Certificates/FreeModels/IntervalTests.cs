namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>Interval arithmetic on integers: the exact result, moved outward by one unit in the last place at each end.</summary>
public sealed class IntervalTests
{
    // Ends of x, ends of y, least and largest product.
    [TestCase(2, 3, 5, 7, 10, 21)]
    [TestCase(-3, -2, 5, 7, -21, -10)]
    [TestCase(2, 3, -7, -5, -21, -10)]
    [TestCase(-3, -2, -7, -5, 10, 21)]
    [TestCase(-2, 3, 5, 7, -14, 21)]
    [TestCase(-2, 3, -7, -5, -21, 14)]
    [TestCase(-2, 3, -5, 7, -15, 21)]
    [TestCase(-4, 3, -7, 5, -21, 28)]
    [TestCase(-4, 3, -2, 5, -20, 15)]
    [TestCase(5, 7, -2, 3, -14, 21)]
    public void ProductsCoverAllSigns(double a, double b, double c, double d, double low, double high) =>
        Assert.That(new Interval(a, b) * new Interval(c, d), Is.EqualTo(new Interval(Math.BitDecrement(low), Math.BitIncrement(high))));

    [Test]
    public void SumsAndDifferencesRoundOutward()
    {
        Interval x = new(1, 2), y = new(10, 20);
        Assert.That(x + y, Is.EqualTo(new Interval(Math.BitDecrement(11), Math.BitIncrement(22))));
        Assert.That(y - x, Is.EqualTo(new Interval(Math.BitDecrement(8), Math.BitIncrement(19))));
        Assert.That(-x, Is.EqualTo(new Interval(-2, -1)));
    }

    [TestCase(-3, 1, 3)]
    [TestCase(-1, 3, 3)]
    [TestCase(-5, -2, 5)]
    public void TheMagnitudeIsTheLargestModulus(double low, double high, double expected) =>
        Assert.That(new Interval(low, high).Magnitude, Is.EqualTo(expected));

    [TestCase(-1, 1)]
    [TestCase(0, 1)]
    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    public void ADivisorThatContainsZeroGivesTheWholeLine(double low, double high) =>
        Assert.That(new Interval(1, 2) / new Interval(low, high), Is.EqualTo(Interval.Whole));

    [TestCase(1, 3, 2, 4, 0.25, 1.5)]
    [TestCase(1, 3, -4, -2, -1.5, -0.25)]
    [TestCase(-3, 1, 2, 4, -1.5, 0.5)]
    public void QuotientsCoverBothSigns(double a, double b, double c, double d, double low, double high)
    {
        Interval quotient = new Interval(a, b) / new Interval(c, d);
        Assert.That(quotient.Low, Is.InRange(low * (1 + Math.CopySign(1e-15, -low)), low));
        Assert.That(quotient.High, Is.InRange(high, high * (1 + Math.CopySign(1e-15, high))));
    }

    [Test]
    public void ElementaryFunctionsStayInTheirRangeAndDomain()
    {
        Assert.That(Interval.Exp(Interval.Of(-800)).Low, Is.Zero, "no exponential is negative");
        Assert.That(Interval.Exp(Interval.Of(1)).Low, Is.InRange(Math.E * (1 - 1e-14), Math.E));
        Assert.That(Interval.Expm1(Interval.Of(-50)).Low, Is.EqualTo(-1), "none is below -1 after subtracting 1");
        Assert.That(Interval.Expm1(Interval.Of(0.5)).Low, Is.InRange(0.6487212707001, 0.6487212707002), "sqrt(e) - 1");
        Assert.That(Interval.Log(new Interval(0, 1)), Is.EqualTo(Interval.Whole));
        Assert.That(Interval.Log(new Interval(-1, 1)), Is.EqualTo(Interval.Whole));
        Assert.That(Interval.Log1p(new Interval(-1, 1)), Is.EqualTo(Interval.Whole));
        Assert.That(Interval.Log1p(new Interval(-2, 1)), Is.EqualTo(Interval.Whole));
    }

    [Test]
    public void WhatIsNotANumberBecomesTheWholeLine()
    {
        Assert.That(Interval.Whole * Interval.Of(0), Is.EqualTo(Interval.Whole));
        Interval below = new(double.NegativeInfinity, 1), above = new(1, double.PositiveInfinity);
        Assert.That(below + Interval.Of(double.PositiveInfinity), Is.EqualTo(Interval.Whole), "the lower end is infinity minus infinity");
        Assert.That(above + Interval.Of(double.NegativeInfinity), Is.EqualTo(Interval.Whole), "the upper end is");
    }
}
