namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>The cumulative link model's closed minimum against its own equations and a search over latent values.</summary>
public sealed class OrdinalCollapseTests
{
    private static IEnumerable<TestCaseData> Scales()
    {
        foreach (Link link in Link.All)
        {
            yield return new TestCaseData(new OrdinalScale([4, 3, 5, 2], [-1.25, 0.25, 0.875], link)).SetArgDisplayNames(link.Name, "four classes");
            yield return new TestCaseData(new OrdinalScale([7, 2], [0.5], link)).SetArgDisplayNames(link.Name, "two classes");
            yield return new TestCaseData(new OrdinalScale([2, 6, 2], [-1, 1], link)).SetArgDisplayNames(link.Name, "a class at its optimum");
        }
    }

    [TestCaseSource(nameof(Scales))]
    public void LatentValuesSolveTheEquationOfState(OrdinalScale scale)
    {
        foreach (double share in new[] { 1e-6, 0.01, 0.3, 0.9, 0.999 })
        {
            double lambda = share * OrdinalCollapse.Threshold(scale);
            var model = new OrdinalCollapse(scale, lambda);
            double s = Math.Sqrt(model.Latent.Select((z, q) => scale.Sizes[q] * z * z).Sum());
            double loss = model.Latent.Select((z, q) => scale.Sizes[q] * scale.Loss(q, z)).Sum();
            Assert.Multiple(() =>
            {
                for (int q = 0; q < scale.Classes; q++)
                {
                    double slope = scale.Slope(q, model.Latent[q]);
                    Assert.That(slope + (lambda * model.Latent[q] / s), Is.EqualTo(0).Within(1e-12 * (1 + Math.Abs(slope))), $"class {q} at share {share}");
                }

                Assert.That(model.S, Is.EqualTo(s).Within(1e-14 * s));
                Assert.That(model.ClassifierNorm, Is.EqualTo(Math.Sqrt(s)).Within(1e-14 * Math.Sqrt(s)));
                Assert.That(model.Objective, Is.EqualTo(loss + (lambda * s)).Within(1e-13 * loss));
            });
        }
    }

    [TestCaseSource(nameof(Scales))]
    public void FromTheThresholdOnAllIsZero(OrdinalScale scale)
    {
        double threshold = OrdinalCollapse.Threshold(scale);
        double atZero = Enumerable.Range(0, scale.Classes).Sum(q => scale.Sizes[q] * scale.Loss(q, 0));
        Assert.Multiple(() =>
        {
            Assert.That(threshold, Is.EqualTo(Math.Sqrt(Enumerable.Range(0, scale.Classes).Sum(q => scale.Sizes[q] * Math.Pow(scale.Slope(q, 0), 2)))).Within(1e-12).Percent);
            foreach (double factor in new[] { 1, 1.1, 50 })
            {
                var model = new OrdinalCollapse(scale, factor * threshold);
                Assert.That(model.Latent, Is.All.Zero);
                Assert.That(model.Latent, Has.Length.EqualTo(scale.Classes));
                Assert.That(model.Objective, Is.EqualTo(atZero).Within(1e-14 * atZero));
            }
        });
    }

    [Test]
    public void InnerLimitsAreTheLeastLossOfTheirClass()
    {
        foreach (Link link in Link.All)
        {
            double limit = OrdinalCollapse.InnerLimit(link, -0.5, 1.75);
            double least = Enumerable.Range(-4000, 8001).Select(i => i / 1000.0).MinBy(z => link.Loss(z, -0.5, 1.75));
            Assert.That(limit, Is.EqualTo(least).Within(1e-3), $"{link.Name}: a grid of 1e-3");
        }

        Assert.That(OrdinalCollapse.Midpoints([-1.5, 0.5, 4]), Is.EqualTo(new[] { -0.5, 2.25 }));
    }

    [Test]
    public void OfOtherSkewedLinksNoLimitIsKnown() =>
        Assert.That(() => OrdinalCollapse.InnerLimit(new Skewed(), 0, 1), Throws.ArgumentException.With.Message.Contains("skewed"));

    // For small lambda latent values of edge classes grow like log(1/lambda), their error falls with lambda.
    [TestCase(1e-6)]
    [TestCase(1e-12)]
    public void EdgesAreThoseOfTheModelForASmallPenalty(double lambda)
    {
        var scale = new OrdinalScale([4, 3, 5, 2], [-1.25, 0.25, 0.875], Link.Find("logit")!);
        var model = new OrdinalCollapse(scale, lambda);
        (double first, double last, double s) = OrdinalEdge.Solve(scale, lambda);
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(model.Latent[0]).Within(1e3 * lambda));
            Assert.That(last, Is.EqualTo(model.Latent[^1]).Within(1e3 * lambda));
            Assert.That(s, Is.EqualTo(model.S).Within(1e3 * lambda));
            Assert.That(first, Is.EqualTo(-1.25 + Math.Log(lambda * -first / s)).Within(1e-13));
            Assert.That(last, Is.EqualTo(0.875 - Math.Log(lambda * last / s)).Within(1e-13));
        });
    }

    private sealed class Skewed : Link
    {
        public override string Name => "skewed";

        public override bool Symmetric => false;

        private protected override double LossAt(double low, double high) => 0;

        private protected override double SlopeAt(double low, double high) => 0;

        private protected override double CurvatureAt(double low, double high) => 0;
    }
}
