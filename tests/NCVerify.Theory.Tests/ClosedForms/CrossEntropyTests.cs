using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>The closed-form minima against objective, optimality conditions and each other.</summary>
public sealed class CrossEntropyTests
{
    [TestCase(4, 3, 0.01, 0.005)]
    [TestCase(6, 2, 0.004, 0.004)]
    [TestCase(2, 1, 0.02, 0.3)]
    [TestCase(10, 500, 1e-4, 1e-7)]
    public void TheBalancedMinimumSatisfiesItsOptimalityConditions(int classes, int perClass, double lambdaW, double lambdaH)
    {
        var m = new WeightDecayCrossEntropy(classes, perClass, lambdaW, lambdaH);
        double own = Math.Exp(m.OwnLogit), other = Math.Exp(m.OtherLogit);
        double offLabel = (classes - 1) * other / (own + ((classes - 1) * other));
        double total = (double)classes * perClass;
        double penalties = ((lambdaW * classes * m.ClassifierNorm2) + (lambdaH * total * m.FeatureNorm2)) / 2;
        double gradientNorm = m.OffLabel * classes / (classes - 1) * Math.Sqrt(perClass) / total;
        Assert.Multiple(() =>
        {
            Assert.That(m.OffLabel, Is.EqualTo(offLabel).Within(1e-11).Percent, "the softmax of the logits");
            Assert.That(gradientNorm, Is.EqualTo(m.Lambda).Within(1e-12).Percent, "spectral norm of the gradient = lambda");
            Assert.That(m.Objective, Is.EqualTo(-Math.Log(1 - offLabel) + penalties).Within(1e-11).Percent, "loss plus penalties");
            Assert.That(m.Objective, Is.EqualTo(LabelEntropy.Of(m.OffLabel, classes)).Within(1e-11).Percent, "the dual value");
            Assert.That(m.OwnLogit, Is.EqualTo(Math.Sqrt(m.ClassifierNorm2 * m.FeatureNorm2)).Within(1e-12).Percent, "aligned");
            Assert.That(m.CurvatureAtOrigin, Is.Negative);
        });
    }

    [Test]
    public void TheBalancedMinimumIsZeroFromTheThresholdOn()
    {
        double threshold = 1 / (4 * Math.Sqrt(3));
        WeightDecayCrossEntropy At(double lambda) => new(4, 3, lambda, lambda);
        Assert.Multiple(() =>
        {
            Assert.That(At(1.001 * threshold), Has.Property(nameof(WeightDecayCrossEntropy.Collapsed)).True);
            Assert.That(At(1.001 * threshold).Objective, Is.EqualTo(Math.Log(4)));
            Assert.That(At(1.001 * threshold).CurvatureAtOrigin, Is.Positive);
            Assert.That(At(1.001 * threshold).ClassifierNorm2, Is.Zero);
            Assert.That(At(0.999 * threshold).Margin, Is.Positive);
            Assert.That(At(0.999 * threshold).Objective, Is.Below(Math.Log(4)));

            // To first order the margin is (1 - lambda/threshold) K: the formula keeps its digits there.
            Assert.That(At((1 - 1e-9) * threshold).Margin, Is.EqualTo(4e-9).Within(1e-4).Percent);
        });
    }

    [TestCase(new[] { 6, 5, 3, 2 }, 0.01, 0.02)]
    [TestCase(new[] { 12, 8, 3, 1 }, 0.05, 0.03)]
    [TestCase(new[] { 5, 5, 5 }, 0.01, 0.01)]
    [TestCase(new[] { 9, 1 }, 0.02, 0.01)]
    [TestCase(new[] { 3, 2, 1 }, 0.4, 0.4)]
    public void TheNonnegativeMinimumIsAttainedByItsVectors(int[] sizes, double lambdaW, double lambdaH)
    {
        var m = new ReluCrossEntropy(sizes, lambdaW, lambdaH);
        int k = sizes.Length;

        // Features on the axes; classifiers from the alignment w_j ~ K sqrt(n_j) h_j - sum sqrt(n_m) h_m.
        Matrix h = Matrix.Diagonal([.. m.FeatureNorms2.Select(Math.Sqrt)]);
        double factor = Math.Sqrt(lambdaH / (k * (k - 1) * lambdaW));
        Matrix w = Matrix.Create(k, k, (j, c) => factor * Math.Sqrt(sizes[c]) * h[c, c] * ((j == c ? k : 0) - 1));
        double loss = 0;
        for (int c = 0; c < k; c++)
        {
            double[] z = (w * h).Column(c);
            loss += sizes[c] / m.Total * (Math.Log(z.Sum(Math.Exp)) - z[c]);
        }

        double penalties = (lambdaW * w.Data.Sum(x => x * x) / 2) + (lambdaH * sizes.Select((n, c) => n * m.FeatureNorms2[c]).Sum() / 2);
        Assert.Multiple(() =>
        {
            Assert.That(m.CrossEntropyPart, Is.EqualTo(loss).Within(1e-13));
            Assert.That(m.Objective, Is.EqualTo(loss + penalties).Within(1e-13));
            Assert.That((m.ClassifierGram - (w * w.Transpose())).Data.Max(Math.Abs), Is.Below(1e-13));
            Assert.That((m.Logits - (w * h)).Data.Max(Math.Abs), Is.Below(1e-14));
        });
    }

    [Test]
    public void ANonnegativeClassDiesAtItsOwnThreshold()
    {
        int[] sizes = [20, 10, 6, 3];
        double[] thresholds = ReluCrossEntropy.CollapsePenalties(sizes);
        for (int c = 0; c < 4; c++)
        {
            var below = new ReluCrossEntropy(sizes, 0.995 * thresholds[c], 0.995 * thresholds[c]);
            var above = new ReluCrossEntropy(sizes, 1.005 * thresholds[c], 1.005 * thresholds[c]);
            double[] published = [0.0621, 0.0738, 0.0839, 0.0998];
            Assert.Multiple(() =>
            {
                Assert.That(Math.Sqrt(below.FeatureNorms2[c]), Is.EqualTo(published[c]).Within(5e-5));
                Assert.That(above.FeatureNorms2[c], Is.Zero);
                Assert.That(above.SizeThreshold, Is.GreaterThan(sizes[c]));
                Assert.That(below.SizeThreshold, Is.Below(sizes[c]));
            });
        }
    }

    [TestCase(4, 3, 0.02)]
    [TestCase(7, 1, 0.001)]
    [TestCase(4, 3, 0.2)]
    public void OnBalancedClassesTheCertificateAtZeroFindsTheMinimum(int classes, int perClass, double lambda)
    {
        // On the ray through a balanced minimiser scaling loses nothing: the dual value at zero is the minimum itself.
        int[] sizes = [.. Enumerable.Repeat(perClass, classes)];
        double free = CertificateAtZero.Dual(CertificateAtZero.Factor(lambda, CertificateAtZero.DualNorm(sizes)), classes);
        double nonnegative = CertificateAtZero.Dual(CertificateAtZero.Factor(lambda, CertificateAtZero.NonnegativeDualNorm(sizes)), classes);
        Assert.Multiple(() =>
        {
            Assert.That(free, Is.EqualTo(new WeightDecayCrossEntropy(classes, perClass, lambda, lambda).Objective).Within(1e-13));
            Assert.That(CertificateAtZero.ClippedDual(sizes, lambda), Is.EqualTo(free).Within(1e-13));
            Assert.That(nonnegative, Is.EqualTo(new ReluCrossEntropy(sizes, lambda, lambda).Objective).Within(1e-13));
            Assert.That(nonnegative, Is.GreaterThanOrEqualTo(free), "nonnegative features cannot do better");
        });
    }

    [TestCase(new[] { 20, 20, 5, 5 }, 0.02)]
    [TestCase(new[] { 12, 8, 3, 1 }, 0.04)]
    public void TheClippedPointIsFeasibleAndBetterThanTheScaledOne(int[] sizes, double lambda)
    {
        double total = sizes.Sum();
        var spectrum = new CentredSizes(sizes);
        Matrix shift = spectrum.Function(s => Math.Min(1, total * lambda / Math.Sqrt(s)));
        Matrix weighted = shift * Matrix.Diagonal([.. sizes.Select(n => Math.Sqrt(n) / total)]);
        double norm = Math.Sqrt(SymmetricEigen.Decompose(weighted * weighted.Transpose()).Values[^1]);
        double scaled = CertificateAtZero.Dual(CertificateAtZero.Factor(lambda, CertificateAtZero.DualNorm(sizes)), sizes.Length);
        Assert.Multiple(() =>
        {
            Assert.That(norm, Is.EqualTo(lambda).Within(1e-12).Percent, "dual feasible, and no smaller than allowed");
            Assert.That(CertificateAtZero.ClippedDual(sizes, lambda), Is.GreaterThan(scaled).And.LessThan(Math.Log(sizes.Length)));
        });
    }

    [TestCase(0.01, 0.02, 0.3)]
    [TestCase(0.5, 0.1, 0.1)]
    [TestCase(0.1, 0.1, 0.1)]
    public void TheCurvatureIsTheSmallestEigenvalueOfItsPlane(double lambdaW, double lambdaH, double sigma)
    {
        Matrix plane = Matrix.FromRows([[lambdaW, -sigma], [-sigma, lambdaH]]);
        (double alpha, double beta) = StrictSaddle.Direction(lambdaW, lambdaH, sigma);
        double curvature = StrictSaddle.Curvature(lambdaW, lambdaH, sigma);
        double along = (lambdaW * alpha * alpha) + (lambdaH * beta * beta) - (2 * sigma * alpha * beta);
        Assert.Multiple(() =>
        {
            Assert.That(curvature, Is.EqualTo(SymmetricEigen.Decompose(plane).Values[0]).Within(1e-15));
            Assert.That(along, Is.EqualTo(curvature).Within(1e-15));
            Assert.That((alpha * alpha) + (beta * beta), Is.EqualTo(1).Within(1e-15));
        });
    }

    [TestCase(4, 2)]
    [TestCase(10, 7)]
    public void BalancedSeparationIsSeliOfEqualSizes(int classes, int perClass)
    {
        var optimum = new BalancedSeparation(classes, perClass);
        var seli = new Seli(Enumerable.Repeat(perClass, classes).ToArray());
        Assert.Multiple(() =>
        {
            Assert.That(optimum.NuclearNorm, Is.EqualTo(seli.NuclearNorm).Within(1e-12).Percent);
            Assert.That(optimum.ClassifierNorm2, Is.EqualTo(seli.ClassifierGram[0, 0]).Within(1e-12).Percent);
            Assert.That(optimum.FeatureNorm2, Is.EqualTo(seli.MeanGram[0, 0]).Within(1e-12).Percent);
            Assert.That(optimum.ClassifierProduct, Is.EqualTo(seli.ClassifierGram[0, 1]).Within(1e-12).Percent);
            Assert.That(optimum.Multiplier, Is.EqualTo(seli.Multipliers[0, 1]).Within(1e-12).Percent);
            Assert.That(optimum.OwnLogit - optimum.OtherLogit, Is.EqualTo(1).Within(1e-15));
        });
    }
}
