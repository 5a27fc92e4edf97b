using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>
/// The proven value of a dual direction of squared error lies below its exact value, known in decimals, by the documented
/// margin for rounding: no less, which would be unsound, and no more.
/// </summary>
public sealed class SquaredErrorMarginTests
{
    // Sizes with exact roots and dyadic logits, sum loss: the direction sqrt(n_k) (e_k - z_k) is exact.
    private static readonly int[] Sizes = [4, 1, 16];
    private static readonly double[] Roots = [2, 1, 4];
    private static readonly double[,] Logits = { { 0.5, 0.25, -0.125 }, { -0.25, 1.5, 0.5 }, { 0.125, -0.5, 0.25 } };

    [TestCase(BiasKind.None)]
    [TestCase(BiasKind.Regularized)]
    [TestCase(BiasKind.Free)]
    public void TheMarginIsTheDocumentedOne(BiasKind bias)
    {
        var problem = new Problem
        {
            Loss = Loss.Mse, Reduction = Reduction.Sum, Bias = bias, LambdaB = bias == BiasKind.Regularized ? 8 : null,
            Samples = Sizes, Dimension = 3, LambdaW = [1e4], LambdaH = 1e4,
        };
        Matrix u = Matrix.Create(3, 3, (i, k) => Roots[k] * ((i == k ? 1 : 0) - Logits[i, k]));
        double linear = 0, magnitude = 0, squares = u.SquaredNorm(), biasSquares = 0, biasSlack = 0, taken = 0, takenSlack = 0;
        for (int i = 0; i < 3; i++)
        {
            (linear, magnitude) = (linear + (u[i, i] * Roots[i]), magnitude + Math.Abs(u[i, i] * Roots[i]));
            double mean = Math.Abs(Enumerable.Range(0, 3).Sum(k => u[i, k] * Roots[k])), slack = 2 * (3 + 8) * Enumerable.Range(0, 3).Sum(k => Math.Abs(u[i, k] * Roots[k]));
            (biasSquares, biasSlack) = (biasSquares + (mean * mean / 8), biasSlack + (2 * mean * slack / 8));
            (taken, takenSlack) = (taken + (mean * Sizes[i] / 21), takenSlack + (slack * Sizes[i] / 21));
        }

        // Value size^2/(2 quadratic); in units of roundoff, gamma_n being n of them: 2 gamma_(K+8) of the linear term's magnitudes and
        // 16 of itself, 2 gamma_(K^2+16) of the squares, 2 gamma_(K+16) and the slack of its entries of the bias, 16 of the gain.
        double size = linear - (bias == BiasKind.Free ? taken : 0), quadratic = squares + (bias == BiasKind.Regularized ? biasSquares : 0);
        double lessSize = (2 * 11 * magnitude) + (16 * size) + (bias == BiasKind.Free ? takenSlack + (2 * 19 * taken) : 0);
        double moreQuadratic = (2 * 25 * squares) + (bias == BiasKind.Regularized ? biasSlack + (2 * 19 * biasSquares) : 0);
        double stated = (size / quadratic * lessSize) + (size * size / (2 * quadratic * quadratic) * moreQuadratic) + (16 * size * size / quadratic);
        decimal exactSize = (decimal)linear - (bias == BiasKind.Free ? Taken(u) : 0), exact = exactSize * exactSize / (2 * (decimal)quadratic);
        double proven = SquaredErrorDual.Scaled(problem, Matrix.Create(3, 3, (i, k) => Logits[i, k]));
        double margin = (double)(exact - DecimalLog.Exactly(proven)) / Rounding.Unit;
        Assert.That(margin, Is.InRange(stated - (8 * proven), stated + (8 * proven)), "the arithmetic itself errs by a few units");
    }

    private static decimal Taken(Matrix u) =>
        Enumerable.Range(0, 3).Sum(i => Math.Abs((decimal)Enumerable.Range(0, 3).Sum(k => u[i, k] * Roots[k])) * Sizes[i]) / 21;
}
