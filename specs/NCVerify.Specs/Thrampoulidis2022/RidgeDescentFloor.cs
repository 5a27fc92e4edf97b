using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli19 = NCVerify.Claims.Thrampoulidis2022.RidgeDescentFloor;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-19: gradient descent with ridge, on every sample, ends at the distances to SELI that the four equations give.</summary>
public sealed class RidgeDescentFloor : ClaimSpec<Seli19>
{
    private static readonly Within Arrived = Within.Of(1e-5, "descent stops at a gradient of 1e-6 times the ridge; errors up to 2e-7 were seen");

    private static IEnumerable<TestCaseData> Settings()
    {
        yield return At(2, 2, 1, 0.3);
        yield return At(2, 2, 1, 0.03);
        yield return At(2, 2, 10, 0.3);
        yield return At(2, 2, 10, 0.03);
        yield return At(2, 1, 5, 0.1);
        yield return At(1, 3, 4, 0.1);
    }

    private static IEnumerable<TestCaseData> LongSettings()
    {
        yield return At(2, 2, 10, 0.003);
        yield return At(2, 2, 100, 0.3);
        yield return At(2, 2, 100, 0.03);
        yield return At(2, 2, 100, 0.003);
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Settings))]
    public void DescentEndsAtThePredictedDistances(StepProfile step, double lambda) => Check(step, lambda, Descend(step, lambda, 60_000));

    [Oracle(OracleKind.Flow), Tier(Tier.Full), TestCaseSource(nameof(LongSettings))]
    public void LongDescentDoesSoToo(StepProfile step, double lambda) => Check(step, lambda, Descend(step, lambda, 20_000_000));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void TheyAreThoseOfTheCertifiedMinimum(StepProfile step, double lambda)
    {
        Prediction p = Predicted(step, lambda);
        CertifiedSolution s = CertifiedSolution(SeliSettings.Ridge(step.Sizes(), lambda));
        Expect("objective", s.Objective).ToEqual(p["objective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        ExpectDistances(p, step, s.ClassifierGram, s.MeanGram, s.Z, Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Flow)]
    public void TheFloorIsReachedAndNotPassed()
    {
        var step = new StepProfile(2, 2, 10, 2);
        const double Lambda = 0.03;
        int[] counts = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
        (double W, double H, double Z)[] distances = [.. counts.Select(n => Distances(step, Descend(step, Lambda, n, arrive: false)))];
        Prediction p = Predicted(step, Lambda);
        double[] x = [.. counts.Select(n => (double)n)];
        Expect("$d_Z$ after 20000 steps", distances[^1].Z).ToEqual(p["distZ"], Arrived);
        Expect("$d_Z$ after 20000 steps, far from SELI", distances[^1].Z).ToBeAtLeast(0.1, Within.Of(0, "the floor is 0.15"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "descent-to-the-floor",
            Title = "Distance to SELI along gradient descent, m = k = 2, R = 10, λ = 0.03",
            Caption = "Points: plain gradient descent on all 44 samples. Lines: distances of the minimum from the four equations.",
            RefutedBy = "points that settle off their line",
            X = new Axis("step", Logarithmic: true),
            Y = new Axis("distance to SELI"),
            Series =
            [
                new("$d_W$, descent", SeriesRole.Measured, x, [.. distances.Select(d => d.W)]),
                new("$d_H$, descent", SeriesRole.Measured, x, [.. distances.Select(d => d.H)]),
                new("$d_Z$, descent", SeriesRole.Measured, x, [.. distances.Select(d => d.Z)]),
                new("$d_W$, floor", SeriesRole.Predicted, x, [.. x.Select(_ => p.Number("distW"))]),
                new("$d_H$, floor", SeriesRole.Predicted, x, [.. x.Select(_ => p.Number("distH"))]),
                new("$d_Z$, floor", SeriesRole.Predicted, x, [.. x.Select(_ => p.Number("distZ"))]),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.Flow)]
    public void WithoutRidgeTheFloorIsNotMet()
    {
        var step = new StepProfile(2, 2, 10, 2);
        Check(step, 0.03, Descend(step, 0, 20_000, arrive: false));
    }

    private void Check(StepProfile step, double lambda, DescentEnd end)
    {
        Prediction p = Predicted(step, lambda);
        Matrix means = Means(step, end.H);
        ExpectDistances(p, step, MatrixProduct.MultiplyTranspose(end.W, end.W), MatrixProduct.TransposeMultiply(means, means), end.W * means, Arrived);
        Expect("within-class share of the features' energy", Grams.WithinClassShare(end.H, step.Sizes())).ToEqual(p["withinClassShare"], Within.Of(1e-12, "square of the remaining error: 4e-14 was the most seen"));
    }

    private void ExpectDistances(Prediction p, StepProfile step, Matrix w, Matrix h, Matrix z, Within within)
    {
        int[] sizes = step.Sizes();
        Expect("$d_W$", w.NormalisedDistance(SeliSettings.CentredSizesPower(sizes, 0.5))).ToEqual(p["distW"], within);
        Expect("$d_H$", h.NormalisedDistance(SeliSettings.CentredSizesPower(sizes, -0.5))).ToEqual(p["distH"], within);
        Expect("$d_Z$", z.NormalisedDistance(Matrix.Centring(step.K))).ToEqual(p["distZ"], within);
    }

    private static (double W, double H, double Z) Distances(StepProfile step, DescentEnd end)
    {
        int[] sizes = step.Sizes();
        Matrix means = Means(step, end.H);
        return (
            MatrixProduct.MultiplyTranspose(end.W, end.W).NormalisedDistance(SeliSettings.CentredSizesPower(sizes, 0.5)),
            MatrixProduct.TransposeMultiply(means, means).NormalisedDistance(SeliSettings.CentredSizesPower(sizes, -0.5)),
            (end.W * means).NormalisedDistance(Matrix.Centring(step.K)));
    }

    // Plain descent with step 0.2/R from Gaussian entries of deviation 0.1; it must arrive within the steps where that is wanted.
    private static DescentEnd Descend(StepProfile step, double lambda, int steps, bool arrive = true)
    {
        int[] sizes = step.Sizes();
        var random = new CounterRandom(3);
        Matrix w = random.GaussianMatrix(step.K, step.K, 0.1), h = random.GaussianMatrix(step.K, sizes.Sum(), 0.1);
        double tolerance = 1e-6 * lambda;
        DescentEnd end = new RidgeDescent(sizes, step.K, lambda).Run(w, h, 0.2 / step.Ratio, steps, tolerance, LongTest.Progress);
        return !arrive || end.GradientNorm <= tolerance
            ? end
            : throw new OracleException($"gradient descent: the gradient is {Exact.Format(end.GradientNorm, 3)} after {steps} steps, above {Exact.Format(tolerance, 3)}.");
    }

    private static Matrix Means(StepProfile step, Matrix samples)
    {
        int[] sizes = step.Sizes();
        return Matrix.Create(samples.Rows, sizes.Length, (i, k) => samples.Row(i).Slice(sizes.Take(k).Sum(), sizes[k]).ToArray().Average());
    }

    private Prediction Predicted(StepProfile step, double lambda) => Predict([.. SeliSettings.Parameters(step), ("lambdaSum", lambda)]);

    private static TestCaseData At(int m, int k, double ratio, double lambda) =>
        new TestCaseData(new StepProfile(m, k, ratio, 2), lambda).SetArgDisplayNames($"m = {m}, k = {k}, R = {Exact.Format(ratio)}, n_min = 2", $"lambda = {Exact.Format(lambda)}");
}
