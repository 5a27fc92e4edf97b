using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>The intervals of losses and slopes contain the values of 28-digit arithmetic, and little more.</summary>
public sealed class LinkEnclosureTests
{
    private static IEnumerable<Link> Links => Link.All;

    [TestCaseSource(nameof(Links))]
    public void TheyContainTheExactValueAndAreNarrow(Link link)
    {
        var random = new CounterRandom(9);
        for (int trial = 0; trial < 150; trial++)
        {
            double first = random.NextGaussian();
            var scale = new OrdinalScale([1, 1, 1, 1], [first, first + random.NextDouble() + 0.05, first + 2.5], link);
            double z = 1.6 * random.NextGaussian();
            for (int q = 0; q < scale.Classes; q++)
            {
                (Interval loss, Interval slope) = LinkEnclosure.At(scale, q, z);
                // The reference is good to 1e-26 over the probability.
                if (!(loss.High < 18))
                {
                    continue;
                }

                (decimal exactLoss, decimal exactSlope) = DecimalLinks.Class(scale, q, z);
                decimal slack = 1e-26m * DecimalLog.Exp(exactLoss);
                Contains(loss, exactLoss, slack, $"loss of {q} at {z}: {scale.Description}");
                Contains(slope, exactSlope, slack, $"slope of {q} at {z}: {scale.Description}");
                Assert.That(loss.High - loss.Low, Is.Below(1e-12 * (1 + loss.Magnitude)), "narrow");
                Assert.That(slope.High - slope.Low, Is.Below(1e-11 * (1 + slope.Magnitude)), "narrow");
            }
        }
    }

    [TestCaseSource(nameof(Links))]
    public void AnEnclosureMovedByItsWidthWouldBeNoticed(Link link)
    {
        var scale = new OrdinalScale([1, 1, 1], [-0.6, 0.9], link);
        (Interval loss, _) = LinkEnclosure.At(scale, 1, 0.3);
        decimal exact = DecimalLinks.Class(scale, 1, 0.3).Loss, width = DecimalLog.Exactly(loss.High - loss.Low);
        Assert.That(DecimalLog.Exactly(loss.Low) + width > exact && DecimalLog.Exactly(loss.High) - width < exact);
    }

    [TestCaseSource(nameof(Links))]
    public void FarOutTheyAgreeWithTheLossItself(Link link)
    {
        var scale = new OrdinalScale([1, 1, 1], [-0.6, 0.9], link);
        foreach (double z in new[] { -30, -8, -3, 3, 8, 30.0 })
        {
            for (int q = 0; q < 3; q++)
            {
                (Interval loss, Interval slope) = LinkEnclosure.At(scale, q, z);
                Assert.That(scale.Loss(q, z), Is.InRange(loss.Low - (1e-13 * loss.Magnitude), loss.High + (1e-13 * loss.Magnitude)), $"{q} at {z}");
                Assert.That(scale.Slope(q, z), Is.InRange(slope.Low - (1e-12 * slope.Magnitude), slope.High + (1e-12 * slope.Magnitude)), $"{q} at {z}");
            }
        }
    }

    // -log(1 - exp(-e^-800)) has the slope u/(e^u - 1) at u = e^-800, which no double tells from 1.
    [Test]
    public void WhereExponentialsVanishTheSlopeStillEndsAtOne() =>
        Assert.That(LinkEnclosure.At(new OrdinalScale([1, 1], [0], new CloglogLink()), 0, 800).Slope.High, Is.InRange(1, 1 + 1e-14));

    private static void Contains(Interval interval, decimal exact, decimal slack, string what) =>
        Assert.That(DecimalLog.Exactly(interval.Low) - slack <= exact && exact <= DecimalLog.Exactly(interval.High) + slack, $"{what}: {exact} is not in {interval}");
}
