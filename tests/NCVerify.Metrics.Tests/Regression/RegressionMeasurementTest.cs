using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Regression;

/// <summary>NRC1 to NRC3 where they are known on paper.</summary>
public sealed class RegressionMeasurementTest
{
    private const int N = 400, D = 12, Targets = 3;

    [Test]
    public void CollapsedFeaturesGiveZeroAndTheirNoiseItsShare([Values(0, 0.25)] double share)
    {
        // Every centred feature has length 1: a part of squared length 1 - share in the row space of W, the rest orthogonal.
        var random = new CounterRandom(1);
        Matrix rotation = Frames.Rotation(D, random);
        Matrix h = Matrix.Create(N, D, (_, _) => 0), y = Matrix.Create(N, Targets, (_, _) => 0);
        for (int i = 0; i < N; i++)
        {
            // Pairs of opposite samples have mean zero; axes in turn make every axis of the space equally long.
            int sign = i % 2 == 0 ? 1 : -1, axis = i / 2 % Targets, other = Targets + (i / 2 % (D - Targets));
            for (int j = 0; j < D; j++)
            {
                h[i, j] = 100 + (sign * ((Math.Sqrt(1 - share) * rotation[axis, j]) + (Math.Sqrt(share) * rotation[other, j])));
            }

            y[i, axis] = sign;
        }

        Matrix w = random.GaussianMatrix(Targets, Targets) * Matrix.Create(Targets, D, (i, j) => rotation[i, j]);
        RegressionReport report = Run(h, y, w);
        Assert.That(report["nrc2.centred"], Is.EqualTo(share).Within(1e-12));
        Assert.That(report["nrc1.centred"], Is.InRange(0, share + 1e-12), "the principal components lose the least");
        Assert.That(report["nrc1.raw"], Is.Below(1e-3), "a large common mean hides what is not centred");
        Assert.That(report["nrc2.raw"], Is.GreaterThan(0.1), "and is not in the row space");
        if (share == 0)
        {
            Assert.That(report["nrc1.centred"], Is.EqualTo(0).Within(1e-24));
        }
    }

    [Test]
    public void WeightsOfTheStatedShapeGiveZeroAndTheirGamma()
    {
        var random = new CounterRandom(2);
        Matrix q = Frames.Rotation(Targets, random);
        double[] eigen = [4, 2.25, 1];
        const double gamma = 0.36;
        Matrix y = Targeted(q, eigen);
        double[] shape = Array.ConvertAll(eigen, x => Math.Sqrt(x) - Math.Sqrt(gamma));
        Matrix w = Matrix.Create(Targets, D, (i, j) => j < Targets ? Math.Sqrt(shape[j]) * q[j, i] : 0) * Frames.Rotation(D, random);
        RegressionReport report = Run(random.GaussianMatrix(N, D), y, 7 * w);
        Assert.That(report["nrc3.symmetric"], Is.EqualTo(0).Within(1e-20));
        Assert.That(report.Metrics.Single(m => m.Id == "nrc3.symmetric").Convention, Does.Contain("gamma = 0.36"));
    }

    [Test]
    public void ItIsTheLeastOverAScanOfGamma([Values(3, 4, 5, 6)] int seed)
    {
        var random = new CounterRandom((ulong)seed);
        Matrix q = Frames.Rotation(Targets, random), w = random.GaussianMatrix(Targets, D);
        double[] eigen = [3, 1.5, 0.5];
        double? measured = Run(random.GaussianMatrix(N, D), Targeted(q, eigen), w)["nrc3.symmetric"];
        Matrix a = w * w.Transpose();
        double scanned = Enumerable.Range(0, 20001).Min(step =>
        {
            double c = Math.Sqrt(0.5) * step / 20001;
            Matrix r = Matrix.Create(Targets, Targets, (i, j) => Enumerable.Range(0, Targets).Sum(k => (Math.Sqrt(eigen[k]) - c) * q[k, i] * q[k, j]));
            return (a.Scale(1 / Norm(a)) - r.Scale(1 / Norm(r))).Data.Sum(x => x * x);
        });
        Assert.That(measured, Is.EqualTo(scanned).Within(1e-7).And.LessThanOrEqualTo(scanned + 1e-12));
    }

    [Test]
    public void WhatDoesNotFitIsRefusedOrLeftOut()
    {
        var random = new CounterRandom(7);
        Matrix h = random.GaussianMatrix(N, D), y = random.GaussianMatrix(N, Targets);
        Assert.That(() => Run(h, random.GaussianMatrix(N - 1, Targets), null), Throws.TypeOf<MeasureException>().With.Message.Contains("399 targets"));
        Assert.That(() => Run(h, random.GaussianMatrix(N, D), null), Throws.TypeOf<MeasureException>().With.Message.Contains("fewer targets"));
        Assert.That(() => Run(h, y, random.GaussianMatrix(D, Targets)), Throws.TypeOf<MeasureException>().With.Message.Contains("3 x 12"));
        h[5, 6] = double.NaN;
        Assert.That(() => Run(h, y, null), Throws.TypeOf<FeatureFileException>().With.Message.Contains("row 5, column 6"));
        RegressionReport one = Run(random.GaussianMatrix(N, D), random.GaussianMatrix(N, 1), random.GaussianMatrix(1, D));
        Assert.That(one["nrc3.symmetric"], Is.Null);
        Assert.That(one.Warnings, Has.Some.Contains("One target"));
        RegressionReport flat = Run(Matrix.Create(N, D, (i, j) => j == 0 ? i : 1), y, null);
        Assert.That(flat["nrc1.centred"], Is.Null, "one dimension for three targets");
    }

    // Targets whose covariance is exactly q' diag(eigen) q.
    private static Matrix Targeted(Matrix q, double[] eigen) => Matrix.Create(N - (N % 6), Targets, (i, j) =>
    {
        int axis = i / 2 % Targets;
        return (i % 2 == 0 ? 1 : -1) * Math.Sqrt(Targets * eigen[axis]) * q[axis, j];
    });

    private static RegressionReport Run(Matrix h, Matrix y, Matrix? w)
    {
        int rows = Math.Min(h.Rows, y.Rows) == 396 ? 396 : h.Rows;
        return RegressionMeasurement.Run(FeatureSource.FromMemory(h.Data.AsMemory(0, rows * h.Columns), h.Columns), FeatureSource.FromMemory(y.Data, y.Columns), w);
    }

    private static double Norm(Matrix a) => Math.Sqrt(a.Data.Sum(x => x * x));
}
