using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>
/// An independent check of a candidate for the one-layer cross-entropy problem: plain formulas on K x K logits, MathNet's
/// singular values, no code of the solver.
/// </summary>
internal sealed class Optimality
{
    public Optimality(Problem problem, Candidate candidate)
    {
        int k = problem.Classes;
        double lambda = Math.Sqrt(problem.LambdaW[0] * problem.LambdaH);
        Matrix w = candidate.W[0], h = candidate.H, z = candidate.Logits();
        double loss = 0, penalty = 0;
        var residual = new double[k, k];
        var scaled = new double[k, k];
        var own = new double[k];
        for (int j = 0; j < k; j++)
        {
            double n = problem.Samples[j], weight = n * problem.SampleWeight(j);
            double wrong = 0;
            double[] odds = [.. Enumerable.Range(0, k).Select(i => i == j ? 0 : Math.Exp(z[i, j] - z[j, j]))];
            wrong = odds.Sum();
            loss += weight * (wrong < 1e-4 ? wrong - (wrong * wrong / 2) + (wrong * wrong * wrong / 3) : Math.Log(1 + wrong));
            for (int i = 0; i < k; i++)
            {
                residual[i, j] = (i == j ? -wrong : odds[i]) / (1 + wrong) * weight / Math.Sqrt(n);
                scaled[i, j] = z[i, j] * Math.Sqrt(n);
            }

            penalty += problem.LambdaH / 2 * n * h.Column(j).Sum(x => x * x);
            penalty += problem.LambdaW[0] / 2 * w.Row(j).ToArray().Sum(x => x * x);
        }

        Objective = loss + penalty;
        var singular = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(scaled).Svd(false).S;
        SingularValues = [.. singular];
        Nuclear = SingularValues.Sum();
        double inner = 0;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                inner += residual[i, j] * scaled[i, j];
            }
        }

        DualNorm = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(residual).Svd(false).S[0] / lambda;
        ConvexObjective = loss + (lambda * Nuclear);
        Complementarity = (inner + (lambda * Nuclear)) / Math.Max(Objective, double.Epsilon);
        SnappedGap = (Objective - SnappedDual(problem, residual, lambda)) / Objective;
    }

    /// <summary>f(W, H) from the factors.</summary>
    public double Objective { get; }

    /// <summary>loss + lambda |Z D^{1/2}|_*: equals the objective at balanced factors.</summary>
    public double ConvexObjective { get; }

    public double[] SingularValues { get; }

    public double Nuclear { get; }

    /// <summary>|G D^{-1/2}|_2 / lambda: at most 1 at a minimum.</summary>
    public double DualNorm { get; }

    /// <summary>(inner product of G and Z + lambda |Z D^{1/2}|_*) / f: zero at a minimum.</summary>
    public double Complementarity { get; }

    /// <summary>Relative gap to the value of the dual point whose leading singular values are snapped to lambda (CERT-1').</summary>
    public double SnappedGap { get; }

    private double SnappedDual(Problem problem, double[,] residual, double lambda)
    {
        int k = problem.Classes, rank = SingularValues.Count(s => s > 1e-7 * SingularValues[0]);
        var svd = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(residual).Svd(true);
        var snapped = MathNet.Numerics.LinearAlgebra.Double.DiagonalMatrix.Create(k, k, i => i < rank ? lambda : Math.Min(lambda, svd.S[i]));
        var dual = svd.U * snapped * svd.VT;
        double value = 0;
        for (int j = 0; j < k; j++)
        {
            double n = problem.Samples[j], weight = n * problem.SampleWeight(j), wrong = 0, entropy = 0;
            for (int i = 0; i < k; i++)
            {
                if (i == j)
                {
                    continue;
                }

                double p = dual[i, j] * Math.Sqrt(n) / weight;
                if (p < 0)
                {
                    return double.NegativeInfinity;
                }

                wrong += p;
                entropy -= p > 0 ? p * Math.Log(p) : 0;
            }

            // -(1 - q) log(1 - q) without cancellation for small q.
            double own = 1 - wrong;
            double log = wrong < 1e-4 ? -wrong - (wrong * wrong / 2) - (wrong * wrong * wrong / 3) : Math.Log(own);
            value += weight * (entropy - (own * log));
        }

        return value;
    }
}
