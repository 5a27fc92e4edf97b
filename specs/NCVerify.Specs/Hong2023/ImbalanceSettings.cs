using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Hong2023;

/// <summary>The settings and readings shared by the claims on uneven classes with weight decay.</summary>
internal static class ImbalanceSettings
{
    public static readonly Problem WithoutBias = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02, 3);
    public static readonly Problem WithBias = WithBiasPenalty(Problem.CrossEntropy([9, 6, 3, 2, 1], 0.004, 0.002, 5), 0.01);
    public static readonly Problem WithFreeBias = Problem.CrossEntropy([8, 4, 4, 2], 0.01, 0.01, 4) with { Bias = BiasKind.Free };

    public static IEnumerable<TestCaseData> Uneven()
    {
        yield return Regime.Of(WithoutBias);
        yield return Regime.Of(WithBias);
        yield return Regime.Of(WithFreeBias);
    }

    public static Problem WithBiasPenalty(Problem p, double lambdaB) => p with { Bias = BiasKind.Regularized, LambdaB = lambdaB };

    public static Problem TwoClusters(int ka, int kb, int na, int nb, double lambda) =>
        Problem.CrossEntropy([.. Enumerable.Repeat(na, ka), .. Enumerable.Repeat(nb, kb)], lambda, lambda);

    public static (string Name, object? Value)[] Parameters(Problem p) =>
        [("n", p.Samples), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH), .. p.Bias == BiasKind.None ? [] : new (string, object?)[] { ("lambdaB", p.LambdaB ?? 0) }];

    public static (string Name, object? Value)[] ClusterParameters(Problem p)
    {
        int na = p.Samples.Max(), nb = p.Samples.Min();
        return [("nA", na), ("nB", nb), ("KA", p.Samples.Count(n => n == na)), ("KB", p.Samples.Count(n => n == nb)), ("lambdaZ", p.Lambda)];
    }

    /// <summary>Logits without the bias, a column per class.</summary>
    public static Matrix ClassLogits(CertifiedSolution s) => s.W * s.H;

    /// <summary>|v_i - v_j|^2 from a Gram matrix.</summary>
    public static double Distance2(Matrix gram, int i, int j) => gram[i, i] + gram[j, j] - (2 * gram[i, j]);
}
