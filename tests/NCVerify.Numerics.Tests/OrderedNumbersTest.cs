using NUnit.Framework.Constraints;

namespace NCVerify.Numerics.Tests;

public sealed class OrderedNumbersTest
{
    [TestCase(0.5, true)]
    [TestCase(1.0, false)]
    [TestCase(2.0, false)]
    [TestCase(double.NaN, false)]
    [TestCase(double.NegativeInfinity, true)]
    public void BelowHoldsForSmallerNumbersOnly(double value, bool holds)
    {
        Assert.That(Is.Below(1.0).ApplyTo(value).IsSuccess, Is.EqualTo(holds));
        Assert.That(((IResolveConstraint)Is.All.Below(1.0)).Resolve().ApplyTo(new[] { 0.1, value }).IsSuccess, Is.EqualTo(holds));
        Assert.That(Is.Below(1f).ApplyTo((float)value).IsSuccess, Is.EqualTo(holds));
    }

    [TestCase(1.0, true)]
    [TestCase(2.0, false)]
    [TestCase(double.NaN, false)]
    public void NoMoreThanHoldsAtTheLimit(double value, bool holds) => Assert.That(Is.NoMoreThan(1.0).ApplyTo(value).IsSuccess, Is.EqualTo(holds));

    [Test]
    public void OtherKindsOfNumbersAreOrderedToo() => Assert.That(Is.Below(3).ApplyTo(2).IsSuccess && Is.Below(3L).ApplyTo(2L).IsSuccess, Is.True);
}
