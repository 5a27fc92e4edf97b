using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ulpm3 = NCVerify.Claims.Ji2021.SphereSaddles;

namespace NCVerify.Specs.Ji2021;

/// <summary>ULPM-3: a critical point of the sphere is global or has curvature mu - sigma_1 below zero.</summary>
public sealed class SphereSaddles : ClaimSpec<Ulpm3>
{
    private static readonly Within Differences = Within.Of(1e-9, "Hessian by central differences; gradient about 1e-10");

    private static IEnumerable<TestCaseData> Scales() =>
        from s in new[] { 0.5, 2, 5 } from d in new[] { 3, 4 } select new TestCaseData(s, d).SetArgDisplayNames("s = " + Exact.Format(s), $"d = {d}");

    private static IEnumerable<TestCaseData> Ridges()
    {
        yield return Regime.Of(Ridge(4, 1, 3, 0.1));
        yield return Regime.Of(Ridge(5, 2, 5, 0.3));
        yield return Regime.Of(Ridge(6, 1, 5, 0.05));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Scales))]
    public void TheSquareHasThePredictedCurvature(double s, int d)
    {
        Prediction square = Predict(("K", 4), ("s", s));
        Problem problem = Ridge(4, 1, d, square.Number("mu"));
        var landscape = new CrossEntropyLandscape(problem);
        Matrix w = FlowSettings.Square(s, d);
        double[] point = landscape.Pack(new Candidate([w], w.Transpose()));
        Expect("$\\nabla L + \\mu (W, H)$", landscape.Gradient(point)).ToBeZero(Within.Of(1e-13, "rounding"));
        Expect("$\\sigma_1$", landscape.LossGradientNorm(point)).ToEqual(square["sigma1"], Within.Rounding);
        Expect("smallest eigenvalue on the tangent space", TangentCurvature(landscape, point)).ToEqual(square["riemHessMin"], Differences);
        double etf = 4 * Math.Log(1 + (3 * Math.Exp(-4 * s / 3)));
        double[] losses = [Objective.Evaluate(problem, new Candidate([w], w.Transpose())) - (4 * s * square.Number("mu")), etf];
        Expect("loss there and of the simplex of the same norm", losses).ToEqual(new[] { square.Number("lossSum"), square.Number("etfLossSameNorm") }, Within.Rounding);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Ridges))]
    public void PointsOfLowerRankHaveCurvatureMuMinusSigma(Problem problem)
    {
        // A minimiser of loss + mu/2 (|W|^2 + |H|^2) among points of rank r is critical on its sphere, with multiplier mu.
        for (int rank = 1; rank < problem.Classes - 1; rank++)
        {
            Candidate low = RandomStartSolution(problem with { Dimension = rank }, (ulong)rank, anyCriticalPoint: true).Run.Candidate;
            (double sigma, double curvature) = Look(problem, low);
            Expect($"rank {rank}: $\\sigma_1 - \\mu$", sigma - problem.Lambda).ToBeAtLeast(1e-3, Within.Of(0, "not global"));
            Expect($"rank {rank}: smallest eigenvalue on the tangent space", curvature).ToEqual(problem.Lambda - sigma, Differences);
        }
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Ridges))]
    public void TheGlobalPointHasNoNegativeCurvature(Problem problem)
    {
        (double sigma, double curvature) = Look(problem, RandomStartSolution(problem).Run.Candidate);
        Expect("$\\sigma_1$ at the global point", sigma).ToEqual(problem.Lambda, Within.FirstOrder);
        Expect("smallest eigenvalue on the tangent space", curvature).ToBeAtLeast(0, Differences);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Scales))]
    public void FiniteCriticalPointsAreSaddlesOfTheValueNLogK(double s, int d)
    {
        // W = 1c', all features equal: critical for every c, whatever the scale.
        Problem free = Ridge(5, 1, d, 0);
        var landscape = new CrossEntropyLandscape(free);
        var random = new CounterRandom(4);
        Matrix c = random.GaussianMatrix(1, d, s), feature = random.GaussianMatrix(d, 1, 1 / s);
        Candidate point = new([Matrix.Create(5, d, (_, r) => c[0, r])], Matrix.Create(d, 5, (r, _) => feature[r, 0]));
        double[] packed = landscape.Pack(point);
        Expect("gradient", landscape.Gradient(packed)).ToBeZero(Within.Of(1e-13, "rounding"));
        Expect("smallest Hessian eigenvalue", landscape.SmallestCurvature(packed)).ToBeAtMost(-0.1, Within.Of(0, "a strict saddle; -1.4 to -0.2 were seen"));
        Matrix z = point.Logits();
        Expect("loss", Enumerable.Range(0, 5).Sum(k => Math.Log(Enumerable.Range(0, 5).Sum(j => Math.Exp(z[j, k] - z[k, k]))))).ToEqual(5 * Math.Log(5), Within.Rounding);
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Ridges))]
    public void AtTheGlobalPointTheSaddleCheckFails(Problem problem)
    {
        (_, double curvature) = Look(problem, RandomStartSolution(problem).Run.Candidate);
        Expect("smallest eigenvalue on the tangent space", curvature).ToBeAtMost(-1e-3, Differences);
    }

    private static (double Sigma, double Curvature) Look(Problem problem, Candidate low)
    {
        var landscape = new CrossEntropyLandscape(problem);
        double[] point = landscape.Pack(new Candidate(
            [Matrix.Create(problem.Classes, problem.Dimension, (i, j) => j < low.W[0].Columns ? low.W[0][i, j] : 0)],
            Matrix.Create(problem.Dimension, problem.Classes, (i, j) => i < low.H.Rows ? low.H[i, j] : 0)));
        return (landscape.LossGradientNorm(point), TangentCurvature(landscape, point));
    }

    // The Hessian of L + mu/2 |x|^2 with the radius lifted out of the way.
    private static double TangentCurvature(CrossEntropyLandscape landscape, double[] x)
    {
        Matrix hessian = landscape.Hessian(x);
        double square = x.Sum(v => v * v);
        int n = x.Length;
        double[] image = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => hessian[i, j] * x[j]))];
        double radial = Enumerable.Range(0, n).Sum(i => x[i] * image[i]) / square;
        return SymmetricEigen.Decompose(Matrix.Create(n, n, (i, j) =>
            hessian[i, j] - (((x[i] * image[j]) + (image[i] * x[j])) / square) + (x[i] * x[j] / square * (radial + 100)))).Values[0];
    }

    private static Problem Ridge(int k, int n, int d, double mu) =>
        Problem.CrossEntropy([.. Enumerable.Repeat(n, k)], mu, mu, d) with { Reduction = Reduction.Sum };
}
