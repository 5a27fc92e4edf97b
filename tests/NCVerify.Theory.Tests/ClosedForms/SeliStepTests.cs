using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Closed forms for step imbalance against the general geometry, which knows nothing of steps.</summary>
public sealed class SeliStepTests
{
    private static readonly StepProfile[] Profiles =
    [
        new(2, 2, 10, 1), new(7, 3, 50, 2), new(1, 1, 12, 3), new(1, 4, 100, 1), new(4, 1, 100, 1), new(5, 5, 1, 6),
        new(2, 3, 2.5, 0.7), new(5, 5, 1e6, 1), new(3, 2, 1e8, 4),
    ];

    [TestCaseSource(nameof(Profiles))]
    public void GramsAgreeWithTheGeneralGeometry(StepProfile profile)
    {
        var step = new SeliStep(profile);
        var seli = new Seli(profile.Sizes);
        Assert.Multiple(() =>
        {
            Agree(step.Classifiers, seli.ClassifierGram, profile);
            Agree(step.Means, seli.MeanGram, profile);
            Assert.That(step.NuclearNorm, Is.EqualTo(seli.NuclearNorm).Within(1e-12).Percent);
        });
    }

    [TestCaseSource(nameof(Profiles))]
    public void AnglesComeFromVectorsOfTheGeneralGeometry(StepProfile profile)
    {
        var step = new SeliStep(profile);
        var seli = new Seli(profile.Sizes);
        int last = profile.K - 1;
        double Cosine(double product, double a, double b) => product / Math.Sqrt(a * b);
        double Difference(Matrix g) => g[0, 0] + g[last, last] - g[0, last] - g[last, 0];
        Assert.Multiple(() =>
        {
            Assert.That(step.DualityMaj, Is.EqualTo(Cosine(seli.Logits[0, 0], seli.ClassifierGram[0, 0], seli.MeanGram[0, 0])).Within(1e-12));
            Assert.That(step.DualityMin, Is.EqualTo(Cosine(seli.Logits[last, last], seli.ClassifierGram[last, last], seli.MeanGram[last, last])).Within(1e-12));
            Assert.That(step.DifferenceDuality, Is.EqualTo(Cosine(Difference(seli.Logits), Difference(seli.ClassifierGram), Difference(seli.MeanGram))).Within(1e-12));
        });
    }

    [TestCase(5, 5)]
    [TestCase(2, 2)]
    [TestCase(7, 3)]
    [TestCase(1, 4)]
    [TestCase(4, 1)]
    [TestCase(1, 1)]
    public void LimitsAreApproachedAtTheirRate(int majority, int minority)
    {
        var limits = new SeliStepLimits(majority, minority);
        foreach (double ratio in new[] { 1e8, 1e12, 1e16 })
        {
            var step = new SeliStep(new(majority, minority, ratio, 3));
            var pairs = new (double? Limit, double? Value)[]
            {
                (limits.CosClassifiersMajMaj, step.Classifiers.CosMajMaj), (limits.CosClassifiersMinMin, step.Classifiers.CosMinMin),
                (limits.CosClassifiersMajMin, step.Classifiers.CosMajMin), (limits.ClassifierNormRatio, step.ClassifierNormRatio),
                (limits.CosMeansMajMaj, step.Means.CosMajMaj), (limits.CosMeansMinMin, step.Means.CosMinMin),
                (limits.CosMeansMajMin, step.Means.CosMajMin), (limits.MeanNormRatio, step.MeanNormRatio),
                (limits.DualityMaj, step.DualityMaj), (limits.DualityMin, step.DualityMin),
            };
            Assert.That(pairs.Select(p => p.Limit.HasValue == p.Value.HasValue), Is.All.True);

            // The slowest terms fall like R^(-1/4), with constants of a few units.
            Assert.That(pairs.Where(p => p.Limit.HasValue).Select(p => Math.Abs(p.Limit!.Value - p.Value!.Value)), Is.All.Below(5 * Math.Pow(ratio, -0.25)));
        }
    }

    [Test]
    public void MinorityClassifiersAreOrthogonalAtOneRatio()
    {
        for (int majority = 1; majority <= 10; majority++)
        {
            for (int minority = 2; minority <= 10; minority++)
            {
                var profile = new StepProfile(majority, minority, SeliStep.OrthogonalRatio(majority, minority), 1);
                Matrix gram = new Seli(profile.Sizes).ClassifierGram;
                Assert.That(gram[profile.K - 1, profile.K - 2], Is.EqualTo(0).Within(1e-13));
            }
        }

        Assert.That(SeliStep.OrthogonalRatio(5, 5), Is.EqualTo(7).Within(1e-14));
    }

    [Test]
    public void NormRatiosAndAnglesWithinGroupsAreMonotone()
    {
        var violations = new List<string>();
        for (int majority = 1; majority <= 10; majority++)
        {
            for (int minority = 1; minority <= 10; minority++)
            {
                double?[][] path = [.. Enumerable.Range(0, 61).Select(i => Increasing(new(majority, minority, Math.Pow(10, i / 10.0), 1)))];
                for (int q = 0; q < 6; q++)
                {
                    // With one majority (minority) class some quantities do not exist or are constant: rounding only.
                    if (path.Zip(path.Skip(1)).Any(pair => pair.Second[q] < pair.First[q] - 1e-13))
                    {
                        violations.Add($"quantity {q} at m = {majority}, k = {minority}");
                    }
                }
            }
        }

        Assert.That(violations, Is.Empty);
    }

    [Test]
    public void TheAngleBetweenTheGroupsIsNotMonotone()
    {
        double[] path = [.. new[] { 1, 10, 1e4 }.Select(ratio => new SeliStep(new(8, 2, ratio, 1)).Classifiers.CosMajMin)];
        Assert.That(path, Is.EqualTo(new[] { -0.1111, -0.0923, -0.1108 }).Within(5e-5));
    }

    [Test]
    public void AProfileIsRecognisedInItsSizes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(StepProfile.TryFrom([1, 10, 1, 10, 10]), Is.EqualTo(new StepProfile(3, 2, 10, 1)));
            Assert.That(StepProfile.TryFrom([3, 3]), Is.Null);
            Assert.That(StepProfile.TryFrom([3, 2, 1]), Is.Null);
            Assert.That(() => new StepProfile(2, 2, 0.5, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new StepProfile(0, 2, 2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new StepProfile(2, 2, 2, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    private static double?[] Increasing(StepProfile profile)
    {
        var step = new SeliStep(profile);
        return [step.ClassifierNormRatio, step.Classifiers.CosMinMin, step.Means.CosMajMaj, -step.MeanNormRatio, -step.Classifiers.CosMajMaj, -step.Means.CosMinMin];
    }

    private static void Agree(StepGram step, Matrix gram, StepProfile p)
    {
        int last = p.K - 1;
        Assert.That(step.Maj, Is.EqualTo(gram[0, 0]).Within(1e-10).Percent);
        Assert.That(step.Min, Is.EqualTo(gram[last, last]).Within(1e-10).Percent);
        Assert.That(step.MajMin, Is.EqualTo(gram[0, last]).Within(1e-10).Percent);
        Assert.That(step.MajMaj, p.Majority > 1 ? Is.EqualTo(gram[0, 1]).Within(1e-12 * gram[0, 0]) : Is.Null);
        Assert.That(step.MinMin, p.Minority > 1 ? Is.EqualTo(gram[last, last - 1]).Within(1e-12 * gram[last, last]) : Is.Null);
    }
}
