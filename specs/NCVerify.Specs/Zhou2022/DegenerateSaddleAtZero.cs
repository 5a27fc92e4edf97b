using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseH4 = NCVerify.Claims.Zhou2022.DegenerateSaddleAtZero;

namespace NCVerify.Specs.Zhou2022;

/// <summary>MSE-H4: without weight decay the Hessian at zero has the eigenvalue -sqrt(n_max)/N for one layer and vanishes for more.</summary>
public sealed class DegenerateSaddleAtZero : ClaimSpec<MseH4>
{
    // Problems need positive penalties; 1e-15 stands for none and moves eigenvalues by as much.
    private const double None = 1e-15;

    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(4, 3, 2);
        yield return Regime.Sizes(2, 2, 2);
        yield return Regime.Sizes(9, 1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheSmallestEigenvalueIsAsStated(int[] n)
    {
        for (int layers = 1; layers <= 3; layers++)
        {
            Check(n, layers, 0);
        }
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCaseSource(nameof(Profiles))]
    public void AwayFromZeroItIsNot(int[] n) => Check(n, 2, 0.1);

    private void Check(int[] n, int layers, double noise)
    {
        var landscape = new DeepLinearLandscape(Layers.SquaredError(n, [.. Enumerable.Repeat(None, layers)], None));
        var random = new CounterRandom(1);
        double[] point = [.. Enumerable.Range(0, landscape.Length).Select(_ => noise * random.NextGaussian())];
        Expect($"smallest Hessian eigenvalue, M = {layers}", landscape.Curvatures(point)[0]).ToEqual(Predict(("n", n), ("lambdas", 0))[$"lambdaMinAtZeroM{layers}"], Within.Of(1e-13, "rounding of eigenvalues, and 1e-15 for the penalties"));
    }
}
