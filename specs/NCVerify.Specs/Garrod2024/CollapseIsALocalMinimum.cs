using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseH5 = NCVerify.Claims.Garrod2024.CollapseIsALocalMinimum;

namespace NCVerify.Specs.Garrod2024;

/// <summary>MSE-H5: deep neural collapse of cross-entropy has no descent direction, also where lower points exist.</summary>
public sealed class CollapseIsALocalMinimum : ClaimSpec<MseH5>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Structures.Equal(3, 2, 3e-3));
        yield return Regime.Of(Structures.Equal(4, 3, 2e-3));
        yield return Regime.Of(Structures.Equal(6, 2, 1e-3));
        yield return Regime.Of(Structures.Equal(4, 2, 0.02));
        yield return Regime.Of(Structures.Equal(3, 3, 2e-3, BiasKind.Free));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void ItsHessianHasNoNegativeEigenvalue(Problem problem) => Check(problem, "alpha");

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Problems))]
    public void GradientDescentReturnsToIt(Problem problem)
    {
        Prediction p = At(problem);
        var landscape = new DeepLinearLandscape(problem);
        var random = new CounterRandom(11);
        double[] point = [.. landscape.Pack(Structures.Simplex(problem, p.Number("alpha"))).Select(x => x + (0.02 * random.NextGaussian()))];
        double start = landscape.Value(point);
        for (int step = 0; step < 20_000; step++)
        {
            double[] gradient = landscape.Gradient(point);
            point = [.. point.Zip(gradient, (x, g) => x - (0.5 * g))];
        }

        Expect("value before minus value of collapse", start - p.Number("FDnc")).ToBeAtLeast(1e-5, Within.Of(0, "noise of 0.02 on every entry"));
        Expect("value after gradient descent", landscape.Value(point)).ToEqual(p["FDnc"], Within.Of(1e-9, "20 000 steps of 0.5 at curvatures of about the penalty"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void TheSmallerRootIsASaddle() => Check(Structures.Equal(4, 2, 0.02), "alphaLower");

    private void Check(Problem problem, string root)
    {
        Prediction p = At(problem);
        Candidate point = Structures.Simplex(problem, p.Number(root));
        var landscape = new DeepLinearLandscape(problem);
        double[] curvatures = landscape.Curvatures(landscape.Pack(point));
        Expect("gradient", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("smallest Hessian eigenvalue", curvatures[0]).ToBeAtLeast(0, Within.Of(1e-12, "rounding of zero eigenvalues"));
        Expect("eigenvalues of modulus below 1e-9", curvatures.Count(x => Math.Abs(x) < 1e-9)).ToEqual(p["zeroModes"], Within.Of(0, "counted"));
        Expect("objective", Objective.Evaluate(problem, point)).ToEqual(p["FDnc"], Within.Rounding);
    }

    private Prediction At(Problem p) => Predict([.. Structures.Parameters(p), ("bias", p.Bias == BiasKind.Free ? "free" : "none"), ("d", p.Dimension)]);
}
