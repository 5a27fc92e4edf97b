namespace NCVerify.Reporting.Tests;

public sealed class AxisScaleTest
{
    [TestCase(-0.5, -0.5 + 1e-16)]
    [TestCase(1e6, 1e6 + 1e-9)]
    [CancelAfter(60_000)]
    public void ValuesThatDifferByRoundingOnlyHaveAFewTicks(double least, double most)
    {
        // Steps of the size of rounding would not advance, and the ticks would never end.
        AxisScale axis = AxisScale.Fit([least, most], logarithmic: false, 0, 100);
        string[] labels = [.. axis.Ticks.Select(t => t.Label)];
        Assert.That(labels, Is.Unique.And.Length.InRange(2, 12));
    }

    [Test]
    public void LinearTicksAreRoundAndInPlace()
    {
        AxisScale scale = AxisScale.Fit([0, 1], logarithmic: false, 0, 108);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.Ticks.Select(t => t.Label), Is.EqualTo(new[] { "0", "0.5", "1" }).Or.EqualTo(new[] { "0", "0.2", "0.4", "0.6", "0.8", "1" }));

            // The margin is 4 % of the range on each side: 0 stands at 4/108 of the way.
            Assert.That(scale.Map(0), Is.EqualTo(4));
            Assert.That(scale.Map(1), Is.EqualTo(104));
            Assert.That(scale.Ticks[0].Position, Is.EqualTo(4));
        }
    }

    [Test]
    public void LogarithmicTicksAreDecades()
    {
        AxisScale scale = AxisScale.Fit([1e-3, 10], logarithmic: true, 0, 108);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.Ticks.Where(t => t.Label.Length > 0).Select(t => t.Label), Is.EqualTo(new[] { "10⁻³", "10⁻²", "10⁻¹", "1", "10" }));
            Assert.That(scale.Map(0.01), Is.EqualTo(29));
        }
    }

    [Test]
    public void ManyDecadesAreThinnedAndFewGetMinorTicks()
    {
        int labels = AxisScale.Fit([1e-16, 1], logarithmic: true, 0, 100).Ticks.Count(t => t.Label.Length > 0);
        AxisScale narrow = AxisScale.Fit([1.5, 4], logarithmic: true, 0, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels, Is.InRange(4, 8));
            Assert.That(AxisScale.Fit([1, 100], logarithmic: true, 0, 100).Ticks.Count(t => t.Label.Length == 0), Is.GreaterThanOrEqualTo(16));
            Assert.That(narrow.Ticks.Count(t => t.Label.Length > 0), Is.GreaterThanOrEqualTo(3));
        }
    }

    [TestCase(new double[0], false)]
    [TestCase(new[] { double.NaN, double.PositiveInfinity }, false)]
    [TestCase(new[] { -1.0, 0 }, true)]
    [TestCase(new[] { 5.0 }, false)]
    [TestCase(new[] { 5.0 }, true)]
    [TestCase(new[] { 0.0 }, false)]
    [TestCase(new[] { 1e-300, 1e300 }, true)]
    [TestCase(new[] { 1e15, 1e15 + 2 }, false)]
    public void DegenerateDataStillGiveAnAxis(double[] values, bool logarithmic)
    {
        AxisScale scale = AxisScale.Fit(values, logarithmic, 0, 100);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.Ticks, Has.Count.InRange(1, 60));
            Assert.That(scale.Ticks.Select(t => t.Position), Is.All.InRange(-0.01, 100.01));
        }
    }

    [TestCase(1.0, 12)]
    [TestCase(1.0000001, 13)]
    [TestCase(0.9999999, 11)]
    [TestCase(0.0, 0)]
    [TestCase(1e-9, 0)]
    [TestCase(1e-3, 6)]
    [TestCase(double.PositiveInfinity, 24)]
    public void TheBudgetBarCrossesItsTickOnlyBeyondOne(double ratio, int step) => Assert.That(BudgetLayout.Step(ratio), Is.EqualTo(step));
}
