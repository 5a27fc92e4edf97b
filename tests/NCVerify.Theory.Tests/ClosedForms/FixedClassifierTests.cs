using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Features under a fixed simplex: stationarity on explicit vectors, and times of flows by a Runge-Kutta integrator.</summary>
public sealed class FixedClassifierTests
{
    [TestCase(3, 2.0, 0.1)]
    [TestCase(10, 0.5, 0.003)]
    [TestCase(2, 4.0, 3.0)]
    public void TheLengthOfFeaturesIsStationary(int classes, double energy, double ridge)
    {
        // Sum loss with ridge lambda/2 |h|^2: for h = alpha w_y the slope is W'(p - e_y) + lambda alpha w_y = 0, along w_y.
        Matrix w = Math.Sqrt(energy * classes / (classes - 1)) * Matrix.Centring(classes);
        foreach (double alpha in new[] { FixedSimplex.Length(classes, energy, ridge), FixedEtf.Scale(classes, energy, ridge) })
        {
            double[] feature = [.. w.Row(0).ToArray().Select(x => alpha * x)];
            double[] logits = [.. Enumerable.Range(0, classes).Select(c => VectorOperations.Dot(w.Row(c), feature))];
            double[] pull = Residual(logits, 0);
            for (int i = 0; i < classes; i++)
            {
                double slope = Enumerable.Range(0, classes).Sum(c => w[c, i] * pull[c]);
                Assert.That(slope, Is.EqualTo(ridge * feature[i]).Within(1e-13));
            }
        }
    }

    [Test]
    public void ANumberOfClassesOfTwoHasALengthByHand() => Assert.Multiple(() =>
    {
        // K = 2, E_W = 1: ridge alpha = 2/(e^(2 alpha) + 1), so alpha = log(3)/2 belongs to ridge 1/log 3.
        Assert.That(FixedEtf.Scale(2, 1, 1 / Math.Log(3)), Is.EqualTo(Math.Log(3) / 2).Within(1e-14));
        Assert.That(FixedSimplex.Length(2, 1, 1 / Math.Log(3)), Is.EqualTo(Math.Log(3) / 2).Within(1e-14));
        Assert.That(FixedEtf.CrossEntropyAt(3, 2), Is.EqualTo(Math.Log(1 + (2 * Math.Exp(-3)))).Within(1e-15));
    });

    [TestCase(1.0, 0.05)]
    [TestCase(3.0, 0.2)]
    public void TimesAreThoseOfTheFlow(double scale, double eps)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Time(c => scale * (1 - c) * (1 - (c * c)), eps), Is.EqualTo(FixedEtf.DotRegressionTime(scale, eps)).Within(1e-6).Percent);
            foreach (int classes in new[] { 2, 5 })
            {
                double Speed(double c) => scale * classes / (Math.Exp(scale * c * classes / (classes - 1)) + classes - 1) * (1 - (c * c));
                Assert.That(Time(Speed, eps), Is.EqualTo(FixedEtf.CrossEntropyTime(classes, scale, eps)).Within(1e-6).Percent);
            }
        });
    }

    [Test]
    public void TheLeadingTermIsTheWholeOfALongTime() => Assert.Multiple(() =>
    {
        Assert.That(FixedEtf.DotRegressionTimeLeading(4, 1e-3), Is.EqualTo(125).Within(1e-12));
        Assert.That(FixedEtf.DotRegressionTime(4, 1e-9) / FixedEtf.DotRegressionTimeLeading(4, 1e-9), Is.EqualTo(1).Within(1e-7));
    });

    [TestCase(1, 2, -1)]
    [TestCase(0.5, 0.5, 3, 1)]
    [TestCase(4, 0)]
    public void TheFrameIsTheReflectedSimplex(params double[] v)
    {
        int k = v.Length;
        double square = v.Sum(x => x * x);
        Matrix reflection = Matrix.Create(k, k, (i, j) => (i == j ? 1 : 0) - (2 * v[i] * v[j] / square));
        Matrix expected = Math.Sqrt(k / (k - 1.0)) * (Matrix.Centring(k) * reflection), frame = FixedSimplex.Frame(v);
        Assert.Multiple(() =>
        {
            Assert.That(Deviation(frame, expected), Is.InRange(0, 1e-14));
            Assert.That(Deviation(frame * frame.Transpose(), k / (k - 1.0) * Matrix.Centring(k)), Is.InRange(0, 1e-14), "a simplex of unit vectors");
        });
    }

    [Test]
    public void TheClosestNonnegativeFeatureIsThePositivePart()
    {
        Matrix closest = FixedSimplex.ClosestNonnegative(Matrix.FromRows([[3, -1, 4], [-3, -2, -5], [0, -1, 2], [-1, 0, -1]]));
        Assert.That(Deviation(closest, Matrix.FromRows([[0.6, 0, 0.8], [0, 1, 0], [0, 0, 1], [0, 1, 0]])), Is.Zero);
    }

    [Test]
    public void DualityIsMeasuredFromTheMeanOfMeans()
    {
        // Means (3, 0) and (-1, 2) about their mean (1, 1): (2, -1) and (-2, 1); classifiers (1, 0) and (0, 3).
        double[] cosines = FixedSimplex.DualityCosines(Matrix.FromRows([[3, 0], [-1, 2]]), Matrix.FromRows([[1, 0], [0, 3]]));
        Assert.That(cosines, Is.EqualTo(new[] { 2 / Math.Sqrt(5), 1 / Math.Sqrt(5) }).Within(1e-15));
    }

    // Time from cosine 0 to 1 - eps: Runge-Kutta of order four on dt/dc = 1/speed, which is Simpson's rule in c.
    private static double Time(Func<double, double> speed, double eps)
    {
        const int Steps = 20_000;
        double width = (1 - eps) / Steps, time = 0;
        for (int i = 0; i < Steps; i++)
        {
            double c = i * width;
            time += width / 6 * ((1 / speed(c)) + (4 / speed(c + (width / 2))) + (1 / speed(c + width)));
        }

        return time;
    }
}
