using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// MSE-G1: the dual of squared error with one layer, from a candidate's logits. With X = D^(1/2) and s = sqrt(n),
///   f >= t tr(U'X) - t^2/2 (|U|^2/c + |U s|^2/lambdaB)   for every U and every t with |t| |U|_2 &lt;= lambda,
/// c the sample weight; without bias the last term is absent; a free bias asks for U s = 0, met exactly by U (I - s s'/N),
/// whose norm is not larger. The candidate's own U is c (X - Z D^(1/2)); t is the best allowed number of either sign.
/// </summary>
internal static class SquaredErrorDual
{
    private static readonly double[] Thresholds = [0, 1e-9, 1e-6, 1e-4, 1e-3, 1e-2, 0.05, 0.2, 0.5];

    /// <summary>The bound of the candidate's own direction, at least 0.</summary>
    public static double Scaled(Problem problem, Matrix logits) => Evaluate(problem, Direction(problem, logits));

    /// <summary>
    /// The best bound over directions whose leading singular values are set to lambda and whose others are clipped there: at
    /// the optimum those of the range of Z equal lambda, so the error becomes quadratic in that of the candidate.
    /// </summary>
    public static double Snapped(Problem problem, Matrix logits)
    {
        Matrix own = Direction(problem, logits);
        double level = problem.Lambda, best = 0;
        var spectrum = SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(own, own));
        foreach (double threshold in Thresholds)
        {
            // X f(X'X): singular values near lambda, or above it, become lambda.
            double Factor(double square) => square > level * level * (1 - threshold) * (1 - threshold) ? level / Math.Sqrt(square) : 1;
            best = Math.Max(best, Evaluate(problem, own * spectrum.Function(Factor)));
        }

        return best;
    }

    private static Matrix Direction(Problem problem, Matrix logits) => Matrix.Create(logits.Rows, logits.Columns, (i, k) =>
        problem.SampleWeight(k) * Math.Sqrt(problem.Samples[k]) * ((i == k ? 1 : 0) - logits[i, k]));

    // Proven value of any matrix U of floating-point numbers, taken as exact.
    private static double Evaluate(Problem problem, Matrix u)
    {
        if (!u.Data.All(double.IsFinite))
        {
            return 0;
        }

        int classes = problem.Classes;
        double weight = problem.SampleWeight(0), linear = 0, linearSize = 0;
        for (int k = 0; k < classes; k++)
        {
            double term = u[k, k] * Math.Sqrt(problem.Samples[k]);
            (linear, linearSize) = (linear + term, linearSize + Math.Abs(term));
        }

        (double[] mean, double[] error) = BiasSlope(problem, u);
        double quadratic = u.SquaredNorm() / weight * (1 + (2 * Rounding.Gamma((classes * classes) + 16)));
        double doubt = 2 * Rounding.Gamma(classes + 8) * linearSize;
        if (problem.Bias == BiasKind.Regularized)
        {
            quadratic += mean.Zip(error, (m, e) => (Math.Abs(m) + e) * (Math.Abs(m) + e)).Sum() / problem.LambdaB!.Value * (1 + (2 * Rounding.Gamma(classes + 16)));
        }
        else if (problem.Bias == BiasKind.Free)
        {
            // tr((U - e s'/N)' X) = tr(U'X) - e'n/N.
            doubt += mean.Zip(error, (m, e) => Math.Abs(m) + e).Zip(problem.Samples, (x, n) => x * n).Sum() / problem.Total * (1 + (2 * Rounding.Gamma(classes + 16)));
        }

        double size = Rounding.Down(Math.Abs(linear) - doubt), guess = SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(u, u)).Values[^1];
        double norm = NormBound.Upper(u, 0, guess, nonnegative: false);
        if (!(size > 0) || !(quadratic > 0) || !double.IsFinite(norm))
        {
            return 0;
        }

        double most = problem.Lambda / norm * (1 - (16 * Rounding.Unit)), t = Math.Min(size / quadratic, most);

        // t size and t^2 quadratic/2 each carry a few roundings; the second is at most half the first.
        double gain = t * size;
        return Math.Max(0, gain - (t * t * quadratic / 2) - (16 * Rounding.Unit * gain));
    }

    // U s, and a bound on the rounding of its entries.
    private static (double[] Value, double[] Error) BiasSlope(Problem problem, Matrix u)
    {
        var value = new double[u.Rows];
        var error = new double[u.Rows];
        for (int i = 0; i < u.Rows; i++)
        {
            double size = 0;
            for (int k = 0; k < u.Columns; k++)
            {
                double term = u[i, k] * Math.Sqrt(problem.Samples[k]);
                value[i] += term;
                size += Math.Abs(term);
            }

            error[i] = 2 * Rounding.Gamma(u.Columns + 8) * size;
        }

        return (value, error);
    }
}
