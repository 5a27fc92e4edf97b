using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseH1 = NCVerify.Claims.Zhou2022.OneLayerStrictSaddles;

namespace NCVerify.Specs.Zhou2022;

/// <summary>MSE-H1: with one layer each critical point fits a subset of the classes, with an explicit most negative curvature.</summary>
public sealed class OneLayerStrictSaddles : ClaimSpec<MseH1>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.03], 0.01));
        yield return Regime.Of(Layers.SquaredError([5, 4, 2, 1], [0.03], 0.01, d: 2));
        yield return Regime.Of(Layers.SquaredError([6, 3, 2], [0.01], 0.02, d: 4));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EverySubsetHasThePredictedCurvature(Problem problem)
    {
        foreach (int[] active in Subsets(problem.Classes).Where(a => a.Length <= problem.Dimension))
        {
            CheckSubset(problem, active);
        }
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void EveryRandomStartEndsInTheGlobalMinimum(Problem problem)
    {
        int[] largest = [.. Enumerable.Range(0, Math.Min(problem.Classes, problem.Dimension))];
        double[] ends = [.. Enumerable.Range(1, 8).Select(seed => RandomStartSolution(problem, (ulong)seed).Objective)];
        Expect("objective of 8 random starts", ends).ToEqual(Enumerable.Repeat(At(problem, largest).Number("F"), 8).ToArray(), Within.Fraction(1e-9, "objective error is quadratic in the gradient"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void WithTwoLayersZeroIsNoSaddle()
    {
        Problem deep = Layers.SquaredError([4, 3, 2], [0.03, 0.03], 0.01), shallow = Layers.SquaredError([4, 3, 2], [0.03], 0.01);
        var landscape = new DeepLinearLandscape(deep);
        Expect("smallest Hessian eigenvalue at zero", landscape.Curvatures(new double[landscape.Length])[0]).ToEqual(At(shallow, [])["lambdaMin"], Within.Of(1e-13, "rounding of eigenvalues"));
    }

    private void CheckSubset(Problem problem, int[] active)
    {
        Prediction p = At(problem, active);
        Candidate point = Layers.Balanced(problem, Matrix.Diagonal([.. p.Vector("WHDiag")]));
        var landscape = new DeepLinearLandscape(problem);
        string name = active.Length == 0 ? "no class" : "classes " + string.Join(", ", active);
        Expect($"{name}: gradient", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect($"{name}: objective", Objective.Evaluate(problem, point)).ToEqual(p["F"], Within.Rounding);
        Expect($"{name}: smallest Hessian eigenvalue", landscape.Curvatures(landscape.Pack(point))[0]).ToEqual(p["lambdaMin"], Within.Of(1e-13, "rounding of eigenvalues"));
        bool global = Objective.Evaluate(problem, point) - Bound(problem, point).Value < 1e-10;
        Expect($"{name}: global by certificate", global).ToEqual(p["global"], Within.Of(0, "a truth value"));
    }

    private static IEnumerable<int[]> Subsets(int k) =>
        Enumerable.Range(0, 1 << k).Select(bits => Enumerable.Range(0, k).Where(i => (bits >> i & 1) == 1).ToArray());

    private Prediction At(Problem p, int[] active) => Predict([.. Layers.Parameters(p), ("d", p.Dimension), ("active", active)]);
}
