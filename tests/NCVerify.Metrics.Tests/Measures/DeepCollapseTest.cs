using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>NC1 near 1e-14 on single-precision features with large means, where sums of squares and float sums fail.</summary>
public sealed class DeepCollapseTest
{
    private const int K = 5;
    private const int D = 64;
    private const int PerClass = 12;

    [TestCase(0.0)]
    [TestCase(40.0)]
    public void IsRightToThreeDigits(double offset)
    {
        (float[] values, int[] labels) = Collapsed(offset);
        var set = new FeatureSet(FeatureSource.FromMemory(values, D), LabelSource.FromMemory(labels));
        double expected = DecimalNc1(values, labels);
        double actual = WithinClassVariability.Pinv(ClassStatistics.Collect(set), BetweenClassScatter.ClassMean)!.Value;
        Assert.That(expected, Is.InRange(1e-16, 1e-13), "the data are at the depth that the test is about");
        // Residuals are exact to 1e-16 of the features, which are 1e7 times larger: 1e-9, times the condition of the means.
        Assert.That(actual, Is.EqualTo(expected).Within(1e-7 * expected));
    }

    [Test]
    public void DeviationsOfOneRoundingInDoublePrecisionAreSummedRight()
    {
        // The mean itself is then no double number: what its rounding leaves over must be kept.
        var random = new CounterRandom(7);
        int[] labels = [.. Enumerable.Range(0, 2 * PerClass).Select(i => i / PerClass)];
        Matrix exact = Matrix.Create(labels.Length, D, (_, _) => random.NextInt(3));
        double ulp = Math.BitIncrement(1000.0) - 1000;
        Matrix features = Matrix.Create(labels.Length, D, (i, j) => 1000 + (5 * labels[i]) + (exact[i, j] * ulp));
        double expected = 0;
        for (int c = 0; c < 2; c++)
        {
            for (int j = 0; j < D; j++)
            {
                double[] steps = [.. Enumerable.Range(c * PerClass, PerClass).Select(i => exact[i, j])];
                expected += steps.Sum(x => (x - steps.Average()) * (x - steps.Average())) * ulp * ulp;
            }
        }

        double actual = new Data(features, labels).Statistics().WithinClass.Sum();
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * expected), "sums of some hundred exact squares");
    }

    [Test]
    public void SumsOfSquaresMinusTheSquaredMeanFailThere()
    {
        (float[] values, int[] labels) = Collapsed(40);
        double naive = 0, right = 0;
        for (int j = 0; j < D; j++)
        {
            double[] column = [.. Enumerable.Range(0, PerClass).Select(i => (double)values[(i * D) + j])];
            naive += column.Average(x => x * x) - (column.Average() * column.Average());
            right += column.Average(x => (x - column.Average()) * (x - column.Average()));
        }

        Assert.That(labels[PerClass - 1], Is.Zero);
        Assert.That(Math.Abs(naive - right), Is.GreaterThan(1e-3 * right), "the control must bite: the usual one-pass form is wrong here");
    }

    private static (float[] Values, int[] Labels) Collapsed(double offset)
    {
        var random = new CounterRandom(6);
        Matrix means = 30 * Frames.SimplexEtf(K, D, random);
        int[] labels = [.. Enumerable.Range(0, K * PerClass).Select(i => i / PerClass)];
        var values = new float[labels.Length * D];
        for (int i = 0; i < values.Length; i++)
        {
            float mean = (float)(means[labels[i / D], i % D] + offset);
            // One unit in the last place up or down, or none.
            values[i] = random.NextInt(3) switch { 0 => mean, 1 => MathF.BitIncrement(mean), _ => MathF.BitDecrement(mean) };
        }

        return (values, labels);
    }

    // Means and residuals in 28 decimal digits; then the pseudo-inverse of the means in double, which is well conditioned.
    private static double DecimalNc1(float[] values, int[] labels)
    {
        var means = new decimal[K, D];
        for (int i = 0; i < values.Length; i++)
        {
            means[labels[i / D], i % D] += (decimal)(double)values[i] / PerClass;
        }

        var centred = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(D, K, (j, c) => (double)(means[c, j] - (Enumerable.Range(0, K).Sum(k => means[k, j]) / K)));
        var svd = centred.Svd();
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int row = i;
            var r = MathNet.Numerics.LinearAlgebra.Double.DenseVector.Create(D, j => (double)((decimal)(double)values[(row * D) + j] - means[labels[row], j]));
            var coordinates = svd.U.TransposeThisAndMultiply(r);
            sum += Enumerable.Range(0, K - 1).Sum(j => Math.Pow(coordinates[j] / svd.S[j], 2));
        }

        return sum / labels.Length;
    }
}
