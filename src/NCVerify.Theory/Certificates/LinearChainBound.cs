using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// MSE-G3: a lower bound for squared error and M linear layers, the same for every candidate and tight for every widths:
/// sum over the R largest singular values sigma of the target of min_z loss/2 (z - sigma)^2 + ((M+1)/2) product^(1/(M+1)) z^(2/(M+1)),
/// plus loss/2 sigma^2 for the others, R the least width. It rests on the Schatten quasi-norm of a product (Horn's
/// inequality) and on Mirsky's theorem. The target is D^(1/2), with a free bias D^(1/2)(I - s s'/N), s = sqrt(n).
/// </summary>
internal static class LinearChainBound
{
    /// <summary>The bound; without bias, or with a free one.</summary>
    public static double Evaluate(Problem problem) => Evaluate(problem, problem.SampleWeight(0), problem.Bias == BiasKind.Free);

    /// <summary>
    /// With a penalised bias: the better of the problem with a free one and of that without bias, its loss weight multiplied by
    /// lambdaB/(lambdaB + c N), c the sample weight, the least curvature that minimising over the bias leaves. Not tight.
    /// </summary>
    public static double EvaluatePenalisedBias(Problem problem)
    {
        double weight = problem.SampleWeight(0), share = problem.LambdaB!.Value / (problem.LambdaB.Value + (weight * problem.Total));
        return Math.Max(Evaluate(problem, weight, centred: true), Evaluate(problem, Rounding.Down(share * weight), centred: false));
    }

    private static double Evaluate(Problem problem, double weight, bool centred)
    {
        double[] targets = centred ? CentredTargets(problem.Samples) : [.. problem.Samples.OrderDescending().Select(n => Rounding.Down(Math.Sqrt(n)))];
        int rank = Math.Min(problem.Classes, problem.Widths?.Min() ?? problem.Dimension);
        double product = problem.LambdaW.Aggregate(problem.LambdaH, (x, y) => x * y), sum = 0;
        var known = new Dictionary<double, double>();
        for (int j = 0; j < targets.Length; j++)
        {
            double sigma = targets[j];
            if (j >= rank)
            {
                sum += weight / 2 * sigma * sigma;
                continue;
            }

            if (!known.TryGetValue(sigma, out double value))
            {
                known[sigma] = value = SchattenMinimum.LowerBound(sigma, weight, problem.Layers, product);
            }

            sum += value;
        }

        return Math.Max(0, sum * (1 - (2 * Rounding.Gamma(targets.Length + 16))));
    }

    /// <summary>
    /// Proven lower bounds of the singular values of D^(1/2)(I - s s'/N), largest first: their squares are the eigenvalues
    /// of A = D - n n'/N. With computed V and L, lambda_i(A) >= lambda_i(V L V') - |A - V L V'|, and lambda_i(V L V') lies
    /// within a factor 1 - |V'V - I| of L_i (Ostrowski).
    /// </summary>
    internal static double[] CentredTargets(IReadOnlyList<int> sizes)
    {
        int k = sizes.Count;
        double total = sizes.Sum(n => (double)n);
        Matrix a = Matrix.Create(k, k, (i, j) => (i == j ? sizes[i] : 0) - (sizes[i] * (double)sizes[j] / total));
        var eigen = SymmetricEigen.Decompose(a);
        Matrix scaled = Matrix.Create(k, k, (i, j) => eigen.Vectors[i, j] * eigen.Values[j]);
        double largest = Math.Max(Math.Abs(eigen.Values[0]), Math.Abs(eigen.Values[^1]));

        // |V|_F^2 is near k; each product carries gamma_k times the product of Frobenius norms.
        double rounding = 4 * Rounding.Gamma(k + 8) * k * (largest + sizes.Max());
        double residual = (a - MatrixProduct.MultiplyTranspose(scaled, eigen.Vectors)).FrobeniusNorm() + rounding;
        double skew = (MatrixProduct.TransposeMultiply(eigen.Vectors, eigen.Vectors) - Matrix.Identity(k)).FrobeniusNorm() + (4 * Rounding.Gamma(k + 8) * k);
        return [.. eigen.Values.Reverse().Select(v => Rounding.Down(Math.Sqrt(Math.Max(0, Rounding.Down((v * (1 - skew)) - residual)))))];
    }
}
