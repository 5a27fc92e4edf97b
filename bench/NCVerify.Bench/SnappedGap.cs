using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Bench;

/// <summary>
/// Relative duality gap of a candidate (CERT-1'): the scaled residual with its leading singular values set to lambda and the
/// others cut off there is a dual point. In floating point, so a measurement and not a proof.
/// </summary>
internal static class SnappedGap
{
    public static double Relative(Problem problem, Candidate candidate)
    {
        int k = problem.Classes;
        double lambda = problem.Lambda;
        Matrix z = candidate.Logits(), residual = new(k, k);
        var terms = new List<double>();
        for (int j = 0; j < k; j++)
        {
            double n = problem.Samples[j], weight = n * problem.SampleWeight(j);
            double top = Enumerable.Range(0, k).Max(i => z[i, j] - z[j, j]);
            double[] odds = [.. Enumerable.Range(0, k).Select(i => i == j ? 0 : Special.Exp(z[i, j] - z[j, j] - top))];
            double wrong = odds.Sum(), total = wrong + Special.Exp(-top);
            terms.Add(weight * (top > 0 ? top + Special.Log(total) : Special.Log1p(wrong * Special.Exp(top))));
            terms.Add(0.5 * problem.LambdaH * n * candidate.H.Column(j).Sum(x => x * x));
            for (int i = 0; i < k; i++)
            {
                residual[i, j] = (i == j ? -wrong : odds[i]) / total * weight / Math.Sqrt(n);
            }
        }

        terms.Add(0.5 * problem.LambdaW[0] * candidate.W[0].SquaredNorm());
        double value = Sums.Compensated([.. terms]);
        return (value - Dual(problem, Snap(residual, Rank(problem, z), lambda))) / value;
    }

    private static int Rank(Problem problem, Matrix z)
    {
        Matrix x = Matrix.Create(z.Rows, z.Columns, (i, j) => z[i, j] * Math.Sqrt(problem.Samples[j]));
        double[] squares = SymmetricEigen.Decompose(MatrixProduct.MultiplyTranspose(x, x)).Values;
        return squares.Count(s => s > 1e-12 * squares[^1]);
    }

    /// <summary>Singular value t becomes lambda for the leading ones, min(t, lambda) for the rest.</summary>
    private static Matrix Snap(Matrix residual, int rank, double lambda)
    {
        var eigen = SymmetricEigen.Decompose(MatrixProduct.MultiplyTranspose(residual, residual));
        int k = residual.Rows;
        double[] factors = [.. eigen.Values.Select((v, i) => i >= k - rank ? lambda / Math.Sqrt(Math.Max(v, 1e-300)) : Math.Min(1, lambda / Math.Sqrt(Math.Max(v, 1e-300))))];
        Matrix scaled = Matrix.Create(k, k, (i, j) => eigen.Vectors[i, j] * factors[j]);
        return MatrixProduct.MultiplyTranspose(scaled, eigen.Vectors) * residual;
    }

    /// <summary>Sum of weighted entropies; minus infinity when a probability is negative beyond rounding.</summary>
    private static double Dual(Problem problem, Matrix residual)
    {
        int k = problem.Classes;
        var terms = new List<double>();
        for (int j = 0; j < k; j++)
        {
            double n = problem.Samples[j], weight = n * problem.SampleWeight(j), wrong = 0;
            for (int i = 0; i < k; i++)
            {
                double p = residual[i, j] * Math.Sqrt(n) / weight;
                if (i == j)
                {
                    continue;
                }

                if (p < 0)
                {
                    return double.NegativeInfinity;
                }

                wrong += p;
                terms.Add(p > 0 ? -weight * p * Special.Log(p) : 0);
            }

            terms.Add(-weight * (1 - wrong) * Special.Log1p(-wrong));
        }

        return Sums.Compensated([.. terms]);
    }
}
