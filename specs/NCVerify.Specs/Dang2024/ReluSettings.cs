using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Dang2024;

/// <summary>The settings shared by the claims on nonnegative (ReLU) features.</summary>
internal static class ReluSettings
{
    public static Problem Uneven => Relu([6, 5, 3, 2], 0.01, 0.02, 4);

    public static Problem OneInactive => Relu([12, 8, 3, 1], 0.05, 0.03, 4);

    public static Problem Balanced => Relu([5, 5, 5, 5], 0.01, 0.01, 4);

    public static IEnumerable<TestCaseData> All()
    {
        yield return Regime.Of(Uneven);
        yield return Regime.Of(OneInactive);
        yield return Regime.Of(Balanced);
        yield return Regime.Of(Relu([9, 7, 4, 4, 2], 0.004, 0.01, 7));
    }

    // Random starts need room: with d = K they often end in one of the spurious minima of CE-RELU-7.
    public static IEnumerable<TestCaseData> Roomy()
    {
        yield return Regime.Of(Uneven with { Dimension = 16 });
        yield return Regime.Of(Balanced with { Dimension = 16 });
        yield return Regime.Of(OneInactive with { Dimension = 16 });
    }

    public static Problem Relu(int[] n, double lambdaW, double lambdaH, int d) =>
        Problem.CrossEntropy(n, lambdaW, lambdaH, d) with { Features = FeatureDomain.Nonnegative };

    public static (string Name, object? Value)[] Parameters(Problem p) =>
        [("n", p.Samples), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH)];

    /// <summary>Z = M_k (e_k - 1/K), a column per class.</summary>
    public static Matrix Logits(IReadOnlyList<double> margins) =>
        Matrix.Create(margins.Count, margins.Count, (i, j) => margins[j] * ((i == j ? 1.0 : 0.0) - (1.0 / margins.Count)));
}
