using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Specs.Harness;

/// <summary>Points of a problem, built from what a claim predicts, to be put before a certificate.</summary>
public static class Points
{
    /// <summary>
    /// The factorisation of class-level logits with the smallest penalty (fact F1): with X = Z D^(1/2) = U S V',
    /// W = a U S^(1/2) and H = (1/a) S^(1/2) V' D^(-1/2), a = (lambda_H/lambda_W)^(1/4); rank K - 1.
    /// </summary>
    public static Candidate FromLogits(Problem problem, Matrix logits)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(logits);
        int k = problem.Classes, d = problem.Dimension, rank = Math.Min(k - 1, d);
        Matrix scaled = Matrix.Create(k, k, (i, j) => logits[i, j] * Math.Sqrt(problem.Samples[j]));
        SymmetricEigen eigen = SymmetricEigen.Decompose(scaled * scaled.Transpose());
        double balance = problem.LambdaW.Count == 0 ? 1 : Math.Pow(problem.LambdaH / problem.LambdaW[0], 0.25);
        double Root(int r) => Math.Pow(Math.Max(0, eigen.Values[k - 1 - r]), 0.25);

        var w = new Matrix(k, d);
        var u = new Matrix(d, k);
        for (int r = 0; r < rank; r++)
        {
            for (int i = 0; i < k; i++)
            {
                double entry = eigen.Vectors[i, k - 1 - r];
                w[i, r] = balance * Root(r) * entry;
                u[r, i] = Root(r) > 0 ? entry / (balance * Root(r)) : 0;
            }
        }

        return new Candidate([w], u * logits);
    }

    /// <summary>Features on orthogonal axes with the given squared lengths, and the classifier W = L H'(HH')^+ that gives logits L.</summary>
    public static Candidate OnAxes(Problem problem, IReadOnlyList<double> squaredLengths, Matrix logits)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(squaredLengths);
        int k = problem.Classes;
        Matrix h = Matrix.Create(problem.Dimension, k, (i, j) => i == j ? Math.Sqrt(squaredLengths[j]) : 0);
        Matrix w = Matrix.Create(k, problem.Dimension, (i, j) => j < k && squaredLengths[j] > 0 ? logits[i, j] / Math.Sqrt(squaredLengths[j]) : 0);
        return new Candidate([w], h);
    }

    /// <summary>The point with Gaussian noise on every entry of W and H.</summary>
    public static Candidate Perturbed(Candidate point, double deviation, ulong seed = 7)
    {
        ArgumentNullException.ThrowIfNull(point);
        var random = new CounterRandom(seed);
        return new Candidate([.. point.W.Select(w => w + random.GaussianMatrix(w.Rows, w.Columns, deviation))], point.H + random.GaussianMatrix(point.H.Rows, point.H.Columns, deviation));
    }

    /// <summary>A Gaussian point, far from any minimiser.</summary>
    public static Candidate Random(Problem problem, ulong seed = 7)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var random = new CounterRandom(seed);
        return new Candidate([random.GaussianMatrix(problem.Classes, problem.Dimension)], random.GaussianMatrix(problem.Dimension, problem.Classes));
    }
}
