using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Dang2023;

/// <summary>Problems with linear layers, and what is measured of their solutions.</summary>
internal static class Layers
{
    /// <summary>
    /// Newton's method on the factors: the gradient ends near 1e-16, divided by the least nonzero curvature, which is near the
    /// least penalty (but 3 per cent of it close to a threshold); up to 1e-13 was seen.
    /// </summary>
    public static Within Newton { get; } = Within.Of(5e-12, "second-order solver; error about the rounding of the gradient over the least curvature, up to 1e-13 seen");

    /// <summary>Gradient descent down to 1e-10 of the mean penalty, whose error is that over the least curvature.</summary>
    public static Within Descent { get; } = Within.Of(1e-8, "first-order solver; error about gradient over curvature, up to 2e-10 seen");

    /// <summary>Objectives of certified solutions.</summary>
    public static Within Value { get; } = Within.Fraction(1e-9, "certified gap at most 1e-10 (1e-9 for random starts)");

    /// <summary>Squared error with one layer per penalty; all widths d, or the given ones.</summary>
    public static Problem SquaredError(int[] n, double[] lambdaW, double lambdaH, BiasKind bias = BiasKind.None, int? d = null, int[]? widths = null) => new()
    {
        Loss = Loss.Mse,
        Samples = n,
        Dimension = widths?[0] ?? d ?? n.Length,
        Widths = widths,
        Layers = lambdaW.Length,
        LambdaW = lambdaW,
        LambdaH = lambdaH,
        Bias = bias,
    };

    /// <summary>Cross-entropy with one layer per penalty.</summary>
    public static Problem CrossEntropy(int[] n, double[] lambdaW, double lambdaH, BiasKind bias = BiasKind.None, int? d = null) =>
        SquaredError(n, lambdaW, lambdaH, bias, d) with { Loss = Loss.CrossEntropy };

    /// <summary>K classes of n samples.</summary>
    public static int[] Balanced(int k, int n) => [.. Enumerable.Repeat(n, k)];

    /// <summary>The same problem with all penalties multiplied so that b becomes the given number.</summary>
    public static Problem WithConstant(this Problem problem, double b)
    {
        double product = problem.Product(), total = problem.Total;
        double wanted = Math.Pow(b / (problem.Layers * total), problem.Layers) / total;
        double factor = Math.Pow(wanted / product, 1.0 / (problem.Layers + 1));
        return problem with { LambdaW = [.. problem.LambdaW.Select(x => x * factor)], LambdaH = problem.LambdaH * factor };
    }

    /// <summary>lambdaH lambda_1 ... lambda_M.</summary>
    public static double Product(this Problem problem) => problem.LambdaW.Aggregate(problem.LambdaH, (x, y) => x * y);

    /// <summary>The parameters of a prediction.</summary>
    public static (string Name, object? Value)[] Parameters(Problem p) => [("n", p.Samples), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH)];

    /// <summary>W_M ... W_m, m from 1.</summary>
    public static Matrix Product(this Candidate c, int m) => c.W.Skip(m - 1).Aggregate((product, w) => w * product);

    /// <summary>W_(m-1) ... W_1 H, the class means that enter layer m.</summary>
    public static Matrix Entering(this Candidate c, int m) => c.W.Take(m - 1).Aggregate(c.H, (h, w) => w * h);

    /// <summary>W_M ... W_1 H without the bias.</summary>
    public static Matrix Fit(this Candidate c) => c.Product(1) * c.H;

    /// <summary>A A'.</summary>
    public static Matrix RowGram(this Matrix a) => MatrixProduct.MultiplyTranspose(a, a);

    /// <summary>A'A.</summary>
    public static Matrix ColumnGram(this Matrix a) => MatrixProduct.TransposeMultiply(a, a);

    /// <summary>The logits of the own classes: the diagonal.</summary>
    public static double[] OwnLogits(this Matrix a) => [.. Enumerable.Range(0, a.Rows).Select(i => a[i, i])];

    /// <summary>I minus the mean, times a number.</summary>
    public static Matrix Centring(int k, double factor) => Matrix.Centring(k).Scale(factor);

    /// <summary>A multiple of the identity.</summary>
    public static Matrix Multiple(int k, double factor) => Matrix.Identity(k).Scale(factor);

    /// <summary>
    /// The factorisation of a fit (K x K, a column per class, without the bias) with the least penalty: every factor has the
    /// singular values (Lambda s^2)^(1/(2(M+1))) over the root of its penalty. Singular values below 1e-12 of the largest count as zero.
    /// </summary>
    public static Candidate Balanced(Problem problem, Matrix fit, double[]? bias = null)
    {
        int k = problem.Classes, layers = problem.Layers;
        int Width(int m) => problem.Widths?[m] ?? problem.Dimension;
        Matrix scaled = Matrix.Create(k, k, (i, j) => fit[i, j] * Math.Sqrt(problem.Samples[j]));
        var eigen = SymmetricEigen.Decompose(scaled.ColumnGram());
        Matrix image = scaled * eigen.Vectors;
        Matrix[] w = [.. Enumerable.Range(0, layers).Select(m => new Matrix(m == layers - 1 ? k : Width(m + 1), Width(m)))];
        var h = new Matrix(problem.Dimension, k);
        for (int r = 0; r < Math.Min(k, Enumerable.Range(0, layers).Min(Width)); r++)
        {
            int column = k - 1 - r;
            double s = Math.Sqrt(image.Column(column).Sum(x => x * x)), tau = Math.Pow(problem.Product() * s * s, 1.0 / (layers + 1));
            if (s <= 1e-12 * Math.Sqrt(eigen.Values[^1]) || s == 0)
            {
                continue;
            }

            for (int m = 0; m < layers - 1; m++)
            {
                w[m][r, r] = Math.Sqrt(tau / problem.LambdaW[m]);
            }

            for (int i = 0; i < k; i++)
            {
                w[^1][i, r] = Math.Sqrt(tau / problem.LambdaW[^1]) * image[i, column] / s;
                h[r, i] = Math.Sqrt(tau / problem.LambdaH) * eigen.Vectors[i, column] / Math.Sqrt(problem.Samples[i]);
            }
        }

        return new Candidate(w, h) { Bias = bias };
    }

    /// <summary>A short id for a figure of this problem.</summary>
    public static string FigureId(string what, Problem p) =>
        $"{what}-m{p.Layers}-n{string.Join("-", p.Samples)}-d{string.Join("-", p.Widths ?? [p.Dimension])}";

    /// <summary>Norm of the gradient of the class-reduced problem.</summary>
    public static double GradientNorm(Problem problem, Candidate candidate)
    {
        var landscape = new DeepLinearLandscape(problem);
        return Math.Sqrt(landscape.Gradient(landscape.Pack(candidate)).Sum(x => x * x));
    }
}
