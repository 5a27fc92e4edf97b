using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseF1 = NCVerify.Claims.Sukenik2023.BinaryReluChain;

namespace NCVerify.Specs.Sukenik2023;

/// <summary>MSE-F1: for two classes no ReLU chain of any depth does better than the linear one.</summary>
public sealed class BinaryReluChain : ClaimSpec<MseF1>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case(2, 1, 0.0427);
        yield return Case(3, 1, 0.05);
        yield return Case(2, 3, 0.02);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheCollapsedChainAttainsTheLinearValue(int layers, int n, double lambda)
    {
        Prediction p = At(layers, n, lambda);
        Matrix[] factors = Collapsed(layers, n, lambda, p.Number("logitDiag"));
        double gradient = Chain(layers, n, lambda).Gradient(factors).Max(g => g.MaxAbs());
        Expect("objective of the collapsed chain", Chain(layers, n, lambda).Value(factors)).ToEqual(p["F"], Within.Rounding);
        Expect("largest entry of its gradient", gradient).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("output", ReluChain.Output(factors)).ToEqual(Matrix.Identity(2).Scale(p.Number("logitDiag")), Within.Rounding);
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Settings))]
    public void NoRandomStartEndsBelow(int layers, int n, double lambda) =>
        CheckEnds(ReluStarts.Ends(Chain(layers, n, lambda), 2, layers, 2 * layers, 8, 0.6), At(layers, n, lambda).Number("F"));

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheThresholdIsThatOfTheScalarProblem()
    {
        foreach (int layers in new[] { 2, 3, 5 })
        {
            double threshold = At(layers, 1, 0.01).Number("threshold");
            Prediction below = Predict(("n", 1), ("M", layers), ("lambdaProduct", 0.999 * threshold)), above = Predict(("n", 1), ("M", layers), ("lambdaProduct", 1.001 * threshold));
            Expect($"logit below the threshold, M = {layers}", below.Number("logitDiag")).ToBeAtLeast((layers - 1.0) / layers, Within.Of(0, "the jump"));
            Expect($"logit above the threshold, M = {layers}", above.Number("logitDiag")).ToBeZero(Within.Of(0, "exactly zero"));
        }
    }

    [Test, Control, Oracle(OracleKind.Flow)]
    public void ForThreeClassesAndFourLayersOneDoes()
    {
        double[] penalties = [.. Enumerable.Repeat(0.02676, 4)];
        double linear = PredictFor<Claims.Dang2023.FrameInEveryLayer>(("K", 3), ("n", 1), ("lambdaW", penalties), ("lambdaH", 0.02676)).Number("F");
        CheckEnds(ReluStarts.Ends(new ReluChain(1, penalties, 0.02676), 3, 4, 8, 12, 0.6), linear);
    }

    private void CheckEnds(double[] ends, double linear)
    {
        Expect("values found from random starts minus the linear value", ends.Select(e => e - linear).ToArray()).ToBeAtLeast(0, Within.Of(1e-12, "rounding"));
        Expect("lowest value found", ends[0]).ToEqual(linear, Within.Of(1e-9, "gradient descent with a fixed number of steps"));
    }

    // Post-activations are the identity times a scale in every layer.
    private static Matrix[] Collapsed(int layers, int n, double lambda, double zeta) =>
        ReluStarts.Scaled(Matrix.Identity(2), [.. Enumerable.Repeat(Matrix.Identity(2), layers - 1)], [.. Enumerable.Repeat(lambda, layers)], lambda, n, zeta);

    private static ReluChain Chain(int layers, int n, double lambda) => new(n, [.. Enumerable.Repeat(lambda, layers)], lambda);

    private static TestCaseData Case(int layers, int n, double lambda) =>
        new TestCaseData(layers, n, lambda).SetArgDisplayNames($"M = {layers}", $"n = {n}", $"lambda = {Exact.Format(lambda)}");

    private Prediction At(int layers, int n, double lambda) => Predict(("K", 2), ("n", n), ("M", layers), ("lambdaProduct", Math.Pow(lambda, layers + 1)));
}
