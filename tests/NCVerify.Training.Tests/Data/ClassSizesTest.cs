namespace NCVerify.Training.Tests.Data;

public sealed class ClassSizesTest
{
    private static readonly DataSpec Ten = new() { Set = "glyphs", PerClass = 100 };

    [Test]
    public void BalancedClassesHaveOneSize() => Assert.That(ClassSizes.Of(Ten with { Classes = 3 }, 10), Is.EqualTo((int[])[100, 100, 100]));

    [Test]
    public void AStepHasMajoritiesFirst()
    {
        ImbalanceSpec step = new() { Profile = ImbalanceProfile.Step, Ratio = 8 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassSizes.Of(Ten with { Classes = 5, Imbalance = step }, 10), Is.EqualTo((int[])[100, 100, 100, 13, 13]), "100/8 = 12.5 rounds up; half of five classes is two");
            Assert.That(ClassSizes.Of(Ten with { Classes = 3, Imbalance = step with { Minorities = 2, Ratio = 1000 } }, 10), Is.EqualTo((int[])[100, 1, 1]));
        }
    }

    [Test]
    public void ALongTailIsGeometric()
    {
        DataSpec tail = Ten with { Classes = 3, Imbalance = new() { Profile = ImbalanceProfile.LongTail, Ratio = 100 } };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassSizes.Of(tail, 10), Is.EqualTo((int[])[100, 10, 1]));
            Assert.That(ClassSizes.Of(tail with { PerClass = 5 }, 10), Is.EqualTo((int[])[5, 1, 1]), "0.5 rounds up");
        }
    }

    [Test]
    public void CountsReplaceBoth() => Assert.That(ClassSizes.Of(Ten with { Counts = [7, 3] }, 10), Is.EqualTo((int[])[7, 3]));

    [Test]
    public void WhatCannotBeIsRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ClassSizes.Of(Ten with { Classes = 11 }, 10), Throws.InstanceOf<ExperimentException>().With.Message.Contains("glyphs has 10"));
            Assert.That(() => ClassSizes.Of(Ten with { Classes = 4, Counts = [1, 2] }, 10), Throws.InstanceOf<ExperimentException>().With.Message.Contains("2 counts were given for 4 classes"));
            Assert.That(() => ClassSizes.Of(Ten with { PerClass = 1_000_000_000 }, 10), Throws.InstanceOf<ExperimentException>().With.Message.Contains("at most 1000000"));
            Assert.That(
                () => ClassSizes.Of(Ten with { Imbalance = new() { Profile = ImbalanceProfile.Step, Ratio = 2, Minorities = 11 } }, 10),
                Throws.InstanceOf<ExperimentException>().With.Message.Contains("data.imbalance.minorities: 11"));
        }
    }
}
