namespace NCVerify.Reporting.Tests;

public sealed class NumberTextTest
{
    [TestCase(0, "0")]
    [TestCase(-0.0, "0")]
    [TestCase(0.25, "0.25")]
    [TestCase(-1.0 / 3, "−0.333333")]
    [TestCase(1234.5678, "1234.57")]
    [TestCase(999999.96, "10⁶")]
    [TestCase(100, "100")]
    [TestCase(1.2345678e-9, "1.23457\u2009×\u200910⁻⁹")]
    [TestCase(-1e-12, "−10⁻¹²")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(double.NegativeInfinity, "−∞")]
    public void NumbersAreShortAndTypographic(double value, string text) => Assert.That(NumberText.Plain(value), Is.EqualTo(text));

    [Test]
    public void TheExactValueGoesWithTheRoundedOne() =>
        Assert.That(NumberText.Html(1.2345e-10, 3), Is.EqualTo("<data value=\"1.2345E-10\">1.23\u2009×\u200910<sup>−10</sup></data>"));

    [TestCase(0.0001, "< 1 ms")]
    [TestCase(0.25, "250 ms")]
    [TestCase(9.5, "9.5 s")]
    [TestCase(600, "10 min")]
    public void SecondsHaveAUnit(double seconds, string text) => Assert.That(NumberText.Seconds(seconds), Is.EqualTo(text));
}
