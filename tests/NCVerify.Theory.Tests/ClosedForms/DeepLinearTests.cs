using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Deep linear closed forms against the scalar problem on a grid, explicit factors and hand-computed values.</summary>
public sealed class DeepLinearTests
{
    [TestCase(1, 0.3)]
    [TestCase(1, 0.999)]
    [TestCase(1, 1.001)]
    [TestCase(2, 0.1)]
    [TestCase(2, 0.499)]
    [TestCase(2, 0.501)]
    [TestCase(2, 0.6)]
    [TestCase(2, 0.7)]
    [TestCase(3, 0.2)]
    [TestCase(3, 0.55)]
    [TestCase(3, 0.58)]
    [TestCase(5, 0.62)]
    [TestCase(5, 0.8)]
    public void AFitIsTheLeastValueAndItsRootsAreStationary(int layers, double ratio)
    {
        const double Total = 7, Square = 3;
        double product = Math.Pow(ratio * Square / (layers * Total), layers) / Total, sigma = Math.Sqrt(Square), p = 2.0 / (layers + 1);
        double power = (layers + 1) / 2.0 * Math.Pow(product, 1.0 / (layers + 1));
        double Phi(double z) => ((z - sigma) * (z - sigma) / (2 * Total)) + (power * Math.Pow(z, p));
        double Slope(double z) => ((z - sigma) / Total) + (p * power * Math.Pow(z, p - 1));
        var fit = new SingularValueFit(layers, Total, product, Square);
        double least = Enumerable.Range(0, 1_000_001).Min(i => Phi(sigma * i / 1e6));
        Assert.Multiple(() =>
        {
            Assert.That(fit.B / Square, Is.EqualTo(ratio).Within(1e-12).Percent);
            Assert.That(fit.Value, Is.InRange(least - 1e-11, least + 1e-15));
            Assert.That(fit.Value, Is.EqualTo(Phi(fit.Z)).Within(1e-14));
            Assert.That(fit.Tau, Is.EqualTo(fit.Z == 0 ? 0 : Math.Pow(product * fit.Z * fit.Z, 1.0 / (layers + 1))).Within(1e-12));
            Assert.That(fit.Fraction, Is.EqualTo(fit.Z / sigma).Within(1e-15));
            Assert.That(fit.Status == FitStatus.Active, Is.EqualTo(least < Phi(0) - 1e-12));
            Assert.That(fit.LocalX > 0, Is.EqualTo(fit.Status != FitStatus.Zero));
            if (fit.LocalX > 0)
            {
                Assert.That(Slope(fit.LocalZ), Is.EqualTo(0).Within(1e-13));
                Assert.That(fit.LocalValue, Is.EqualTo(Phi(fit.LocalZ)).Within(1e-14));
                Assert.That(fit.LocalTau, Is.EqualTo(Math.Pow(product * fit.LocalZ * fit.LocalZ, 1.0 / (layers + 1))).Within(1e-12));
                Assert.That(Phi(fit.LocalZ), Is.Below(Phi(fit.LocalZ * 1.01)).And.Below(Phi(fit.LocalZ * 0.99)), "a minimum");
            }

            if (layers > 1 && fit.LocalX > 0)
            {
                Assert.That(Slope(fit.UnstableZ), Is.EqualTo(0).Within(1e-12));
                Assert.That(fit.UnstableZ, Is.Positive.And.Below(fit.LocalZ));
            }
            else
            {
                Assert.That(fit.UnstableZ, Is.Zero);
            }
        });
    }

    [Test]
    public void ThresholdsOfTheFitByHand() => Assert.Multiple(() =>
    {
        Assert.That(SingularValueFit.Critical(1), Is.EqualTo(1));
        Assert.That(SingularValueFit.Spinodal(1), Is.EqualTo(1));
        Assert.That(SingularValueFit.Critical(2), Is.EqualTo(0.5).Within(1e-15));
        Assert.That(SingularValueFit.Spinodal(2), Is.EqualTo(9 / 8.0 / Math.Sqrt(3)).Within(1e-15), "9/8 x sqrt(1/3)");
        Assert.That(SingularValueFit.Critical(3), Is.EqualTo(Math.Pow(4, 1 / 3.0) / 3).Within(1e-15));
        Assert.That(SingularValueFit.Constant(2, 3, 12), Is.EqualTo(36), "2 x 3 x sqrt(36)");
        Assert.That(new SingularValueFit(1, 1, 1, 1).Status, Is.EqualTo(FitStatus.Zero), "one layer at its threshold");
        Assert.That(new SingularValueFit(2, 1, 1 / 16.0, 1).Status, Is.EqualTo(FitStatus.Local), "two layers at theirs: zero is as good, and chosen");
    });

    [Test]
    public void FactorsHaveTheEnergyOfTheirSingularValue()
    {
        // Two layers with balanced factors: lambda_m |W_m|^2 = lambdaH |H|^2 = tau for every singular value.
        var minimum = new DeepLinearMinimum([5, 3], [0.02, 0.005], 0.01);
        foreach (SingularValueFit fit in minimum.Fits)
        {
            double tau = fit.Tau;
            Assert.Multiple(() =>
            {
                Assert.That(tau, Is.Positive);
                Assert.That(minimum.ProductSquare(fit, 2), Is.EqualTo(tau / 0.005).Within(1e-12).Percent, "W_2");
                Assert.That(minimum.ProductSquare(fit, 1), Is.EqualTo(tau / 0.005 * tau / 0.02).Within(1e-12).Percent, "W_2 W_1");
                Assert.That(minimum.FeatureSquare(fit, 1), Is.EqualTo(tau / 0.01).Within(1e-12).Percent, "H");
                Assert.That(minimum.FeatureSquare(fit, 2), Is.EqualTo(tau / 0.01 * tau / 0.02).Within(1e-12).Percent, "W_1 H");
                Assert.That(minimum.ProductSquare(fit, 1) * tau / 0.01, Is.EqualTo(fit.Z * fit.Z).Within(1e-12).Percent, "all factors");
            });
        }
    }

    [Test]
    public void TheLeastRegulariserByHand() => Assert.Multiple(() =>
    {
        Assert.That(SchattenRegulariser.Tau(2, 2, 2), Is.EqualTo(2).Within(1e-15), "cube root of 2 x 4");
        Assert.That(SchattenRegulariser.Tau(3, 1, 4), Is.EqualTo(6).Within(1e-15), "root of 4 x 9");
        Assert.That(SchattenRegulariser.Least([3, 2], 1, 4), Is.EqualTo(10).Within(1e-14), "root of 4 x nuclear norm");
        Assert.That(SchattenRegulariser.Least([8, 1], 2, 27), Is.EqualTo(22.5).Within(1e-13), "3/2 x 3 x (4 + 1)");
    });

    [Test]
    public void SecularRootsByHand() => Assert.Multiple(() =>
    {
        Assert.That(SecularRoots.Of([1, 3]), Is.EqualTo(new[] { 1.5 }).Within(1e-15), "2 n1 n2/(n1 + n2)");
        Assert.That(SecularRoots.Of([4, 1, 4]), Is.EqualTo(new[] { 4, 4 / 3.0 }).Within(1e-15));
        Assert.That(SecularRoots.Of([2, 2, 2]), Is.EqualTo(new[] { 2.0, 2 }));
    });

    [TestCase(0)]
    [TestCase(0.3)]
    [TestCase(2)]
    public void TheOriginWithABiasIsStationaryWithItsCurvature(double lambdaB)
    {
        int[] sizes = [5, 3, 1];
        var origin = new OriginWithBias(sizes, 0.2, 0.05, lambdaB);
        Matrix slope = Matrix.Create(3, 3, (i, k) => ((i == k ? 1 : 0) - origin.Bias[i]) * Math.Sqrt(sizes[k]) / 9);
        double norm = SpectralNorm(slope);
        Matrix plane = Matrix.FromRows([[0.2, -norm], [-norm, 0.05]]);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                // Slope in b_i of sum_k n_k |b - e_k|^2/(2N) + lambdaB/2 |b|^2.
                Assert.That((origin.Bias[i] * (1 + lambdaB)) - (sizes[i] / 9.0), Is.EqualTo(0).Within(1e-16));
            }

            Assert.That(origin.GradientNorm, Is.EqualTo(norm).Within(1e-12).Percent);
            Assert.That(origin.Curvature, Is.EqualTo(SymmetricEigen.Decompose(plane).Values[0]).Within(1e-14));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public void FeaturesRespondToTheirLayers(bool biased)
    {
        var random = new CounterRandom(4);
        Matrix product = random.GaussianMatrix(3, 5);
        double[]? bias = biased ? [0.3, -0.2, 0.1] : null;
        Matrix h = FeatureResponse.Of(product, 6, 0.07, bias);
        Matrix error = (product * h) - Matrix.Create(3, 3, (i, k) => (i == k ? 1 : 0) - (bias?[i] ?? 0));
        Assert.That(Deviation(product.Transpose() * error, -6 * 0.07 * h), Is.InRange(0, 1e-13), "P'(P h + b - e) + N lambdaH h = 0");
    }

    [TestCase(3, 4, 0.01, 0.02, 0.5)]
    [TestCase(3, 4, 0.01, 0.02, 0.05)]
    [TestCase(2, 1, 0.9, 0.9, 0.3)]
    [TestCase(4, 1, 0.25, 0.25, 2)]
    public void APenalisedBiasIsStationary(int classes, int perClass, double lambdaW, double lambdaH, double lambdaB)
    {
        var model = new PenalisedBias(classes, perClass, lambdaW, lambdaH, lambdaB);
        Matrix z = Matrix.Create(classes, classes, (i, j) => i == j ? model.Own : model.Other);
        Matrix pull = Matrix.Create(classes, classes, (i, j) => ((i == j ? 1 : 0) - z[i, j] - model.Bias) / classes);
        double mu = Math.Sqrt(lambdaW * lambdaH * perClass), fit = (classes * pull.SquaredNorm() / 2) + (lambdaB / 2 * classes * model.Bias * model.Bias);
        Assert.Multiple(() =>
        {
            Assert.That(pull.Row(0).ToArray().Sum(), Is.EqualTo(lambdaB * model.Bias).Within(1e-14), "slope in the bias");
            Assert.That(SpectralNorm(pull), Is.InRange(0, mu * (1 + 1e-12)), "dual feasible");
            Assert.That((pull * z.Transpose()).Trace(), Is.EqualTo(mu * Root(z * z.Transpose()).Trace()).Within(1e-8), "aligned");
            Assert.That(model.Objective, Is.EqualTo(fit + (mu * Root(z * z.Transpose()).Trace())).Within(1e-8));
            Assert.That(model.Threshold, model.C < 1 ? Is.EqualTo(model.C / (1 - model.C)).Within(1e-15) : Is.EqualTo(double.PositiveInfinity));
            Assert.That(model.Common > 0, Is.EqualTo(lambdaB > model.Threshold));
        });
    }

    // The plane of the swap, (pull lambdaW, e; e, pull lambdaH): its smaller eigenvalue by an eigensolver.
    [Test]
    public void SwappingAClassIsAnEigenvalueOfItsPlane()
    {
        var model = new DeepLinearMinimum([9, 5, 2], [0.004, 0.001], 0.002);
        SingularValueFit fit = model.Fit(9);
        double pull = 3 * fit.LocalZ / (16 * fit.LocalTau), cross = Math.Sqrt(5) / 16 * Math.Sqrt(fit.LocalTau / 0.004);
        Matrix plane = Matrix.FromRows([[pull * 0.001, -cross], [-cross, pull * 0.002]]);
        Assert.That(CriticalSubsets.SwapCurvature(model, 0, 1), Is.EqualTo(SymmetricEigen.Decompose(plane).Values[0]).Within(1e-13));
    }
}
