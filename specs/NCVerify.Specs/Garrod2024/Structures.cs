using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Garrod2024;

/// <summary>Explicit points of cross-entropy problems with linear layers: a fit (without bias) and a bias, in balanced factors.</summary>
internal static class Structures
{
    /// <summary>The collapsed simplex.</summary>
    public static Candidate Simplex(Problem p, double scale) => Layers.Balanced(p, Layers.Centring(p.Classes, scale), ZeroBias(p));

    /// <summary>Pairs of opposite classes, one alone where K is odd.</summary>
    public static Candidate Pairs(Problem p, double scale) => Layers.Balanced(
        p,
        Matrix.Create(p.Classes, p.Classes, (i, j) => i / 2 != j / 2 ? 0 : i == j ? scale : -scale),
        ZeroBias(p));

    /// <summary>All classes on one line.</summary>
    public static Candidate Line(Problem p, double scale)
    {
        double[] u = [.. Enumerable.Range(0, p.Classes).Select(j => Math.Sqrt(2) * (j - ((p.Classes - 1) / 2.0)))];
        return Layers.Balanced(p, Matrix.Create(p.Classes, p.Classes, (i, j) => scale * u[i] * u[j]), [.. u.Select(x => -scale * x * x / 2)]);
    }

    /// <summary>Five classes: a pair of scale 4/3 and a triangle.</summary>
    public static Candidate PairAndTriangle(Problem p, double scale) => Layers.Balanced(
        p,
        Matrix.Create(5, 5, (i, j) => scale * ((i < 2, j < 2) switch
        {
            (true, true) => i == j ? 4.0 / 3 : -4.0 / 3,
            (false, false) => (i == j ? 1 : 0) - (1.0 / 3),
            _ => 0,
        })),
        [-scale / 3, -scale / 3, 0, 0, 0]);

    /// <summary>Equal penalties on all layers and the features.</summary>
    public static Problem Equal(int k, int layers, double lambda, BiasKind bias = BiasKind.None, int n = 1) =>
        Layers.CrossEntropy(Layers.Balanced(k, n), [.. Enumerable.Repeat(lambda, layers)], lambda, bias);

    /// <summary>The parameters of a prediction.</summary>
    public static (string Name, object? Value)[] Parameters(Problem p) =>
        [("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH)];

    /// <summary>A test case.</summary>
    public static TestCaseData Case(Problem p) => Regime.Of(p);

    private static double[]? ZeroBias(Problem p) => p.Bias == BiasKind.None ? null : new double[p.Classes];
}
