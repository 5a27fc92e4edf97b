using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseH7 = NCVerify.Claims.Zhou2022.BiasStrictSaddles;

namespace NCVerify.Specs.Zhou2022;

/// <summary>MSE-H7: with one layer and a bias, critical points that are not global have negative curvature, for any sizes and dimension.</summary>
public sealed class BiasStrictSaddles : ClaimSpec<MseH7>
{
    private const int Searches = 30;

    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Penalised([2, 2, 2], 3));
        yield return Regime.Of(Penalised([4, 3, 2], 2));
        yield return Regime.Of(Penalised([3, 3, 1, 1], 2));
        yield return Regime.Of(Layers.SquaredError([3, 3, 3], [0.01], 0.02, BiasKind.Free, 2));
        yield return Regime.Of(Layers.SquaredError([5, 3, 2], [0.02], 0.01, BiasKind.Free, 1));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2, 1], [0.01], 0.01, BiasKind.Free, 3));
    }

    // Where the certificate is tight: a free bias, or a dimension of at least K.
    private static IEnumerable<TestCaseData> Certifiable()
    {
        yield return Regime.Of(Penalised([2, 2, 2], 3));
        yield return Regime.Of(Penalised([4, 3, 2], 3));
        yield return Regime.Of(Layers.SquaredError([3, 3, 3], [0.01], 0.02, BiasKind.Free, 2));
        yield return Regime.Of(Layers.SquaredError([5, 3, 2], [0.02], 0.01, BiasKind.Free, 1));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2, 1], [0.01], 0.01, BiasKind.Free, 3));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheOriginHasThePredictedCurvature(Problem problem)
    {
        Prediction p = Predicted(problem);
        var landscape = new DeepLinearLandscape(problem);
        double[] origin = Origin(landscape, [.. p.Vector("biasAtOrigin")]);
        Expect("gradient at the origin", landscape.Gradient(origin)).ToBeZero(Within.Of(1e-15, "rounding"));
        Expect("smallest Hessian eigenvalue at the origin", landscape.Curvatures(origin)[0]).ToEqual(p["hessMinAtOrigin"], Within.Of(1e-13, "rounding of eigenvalues"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheOriginTurnsIntoASaddleAtTheThreshold([Values(0.99, 1.01)] double factor)
    {
        Problem problem = Layers.SquaredError([4, 3, 2], [0.01], 0.02, BiasKind.Free, 2);
        double sigma = Predicted(problem).Number("sigmaAtOrigin");
        Problem at = problem.WithLambda(factor * sigma);
        var landscape = new DeepLinearLandscape(at);
        double least = landscape.Curvatures(Origin(landscape, [.. Predicted(at).Vector("biasAtOrigin")]))[0];
        Expect("the origin is no saddle", least >= 0).ToEqual(Predicted(at)["originIsGlobal"], Within.Of(0, "a truth value"));
        Expect("the origin is no saddle, above the threshold only", least >= 0).ToEqual(factor > 1, Within.Of(0, "a truth value"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void CriticalPointsAreGlobalOrStrictSaddles(Problem problem) => Check(problem);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void EveryRandomStartEndsAtTheSameValue(Problem problem)
    {
        double[] ends = [.. Ends(problem).Select(e => e.Objective)];
        Expect("objective of 6 random starts", ends).ToEqual(Enumerable.Repeat(ends.Min(), ends.Length).ToArray(), Within.Fraction(1e-9, "objective error is quadratic in the gradient"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Certifiable))]
    public void WhichIsTheCertifiedMinimum(Problem problem) =>
        Expect("least objective of 6 random starts", Ends(problem).Min(e => e.Objective)).ToEqual(CertifiedSolution(problem).Objective, Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithTwoLayersTheOriginIsAMinimum() => Check(Layers.SquaredError([4, 3, 2], [0.01, 0.01], 0.01, BiasKind.Free));

    private void Check(Problem problem)
    {
        var landscape = new DeepLinearLandscape(problem);
        CertifiedSolution[] ends = Ends(problem);
        double best = ends.Min(e => e.Objective);
        (double Value, double Curvature)[] points = Points(problem);
        double[] others = [.. points.Where(p => p.Value - best > 1e-9).Select(p => p.Curvature)];
        double[] global = [.. ends.Select(e => landscape.Curvatures(landscape.Pack(e.Run.Candidate))[0]), .. points.Where(p => p.Value - best <= 1e-9).Select(p => p.Curvature)];
        int kinds = points.Where(p => p.Value - best > 1e-9).Select(p => Math.Round(p.Value, 8)).Distinct().Count();
        Expect("values of critical points that are not global", kinds).ToBeAtLeast(2, Within.Of(0, "a count: the origin and others"));
        Expect("least objective of critical points", points.Min(p => p.Value)).ToBeAtLeast(best, Within.Fraction(1e-9, "objective error is quadratic in the gradient"));
        Expect("largest of the smallest Hessian eigenvalues, points that are not global", others.Max()).ToBeAtMost(-1e-3, Within.Of(0, "a strict saddle: -0.04 was the largest seen"));
        Expect("least of the smallest Hessian eigenvalues, ends of descent and global points", global.Min()).ToBeAtLeast(0, Within.Of(1e-9, "zero modes of rotations, to the error of the point"));
    }

    private CertifiedSolution[] Ends(Problem problem) =>
        [.. Enumerable.Range(1, 6).Select(seed => RandomStartSolution(problem, (ulong)seed, anyCriticalPoint: true))];

    // Critical points from Gaussian starts of several sizes, and the origin.
    private (double Value, double Curvature)[] Points(Problem problem)
    {
        var landscape = new DeepLinearLandscape(problem);
        var random = new CounterRandom(31);
        double[] origin = Origin(landscape, [.. Predicted(problem).Vector("biasAtOrigin")]);
        double[][] starts = [.. Enumerable.Range(0, Searches).Select(i => random.GaussianMatrix(1, landscape.Length, 0.2 * (1 + (i % 8))).Data)];
        return [.. starts.Select(s => CriticalPointSearch.From(landscape, s, 1e-11)).OfType<double[]>().Append(origin).Select(p => (landscape.Value(p), landscape.Curvatures(p)[0]))];
    }

    private static double[] Origin(DeepLinearLandscape landscape, double[] bias) => [.. new double[landscape.Length - bias.Length], .. bias];

    private static Problem Penalised(int[] n, int d) => Layers.SquaredError(n, [0.01], 0.02, BiasKind.Regularized, d) with { LambdaB = 0.2 };

    private Prediction Predicted(Problem p)
    {
        (string Name, object? Value)[] common = [("n", p.Samples), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH)];
        return p.Bias == BiasKind.Regularized ? Predict([.. common, ("lambdaB", p.LambdaB)]) : Predict(common);
    }
}
