using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Gradient and Hessian of the class-reduced cross-entropy problem
/// f(W, H) = sum_k omega_k n_k CE(W h_k, k) + lambda_W/2 |W|^2 + sum_k n_k lambda_H/2 |h_k|^2,
/// in the scaled features g_k = sqrt(n_k) h_k in which both penalties are plain. For looking at critical points, not for
/// optimising: the Hessian is dense, of order 2 K d.
/// </summary>
public sealed class CrossEntropyLandscape(Problem problem)
{
    private readonly int _k = problem.Classes;
    private readonly int _d = problem.Dimension;

    /// <summary>W (K x d) row by row, then the scaled features sqrt(n_k) h_k (d x K) row by row.</summary>
    public double[] Pack(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        Matrix h = candidate.H;
        return [.. candidate.W[0].Data, .. Matrix.Create(_d, _k, (i, j) => Math.Sqrt(problem.Samples[j]) * h[i, j]).Data];
    }

    /// <summary>The gradient at a packed point, in the same order.</summary>
    public double[] Gradient(double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        (Matrix w, Matrix g) = Unpack(point);
        Matrix logits = LossGradient(w, g);
        Matrix forW = (logits * g.Transpose()) + (problem.LambdaW[0] * w);
        Matrix forG = (w.Transpose() * logits) + (problem.LambdaH * g);
        return [.. forW.Data, .. forG.Data];
    }

    /// <summary>Largest singular value of the loss gradient with respect to the scaled logits Z D^(1/2): sigma_1(G) of WD-3.</summary>
    public double LossGradientNorm(double[] point)
    {
        (Matrix w, Matrix g) = Unpack(point);
        Matrix loss = LossGradient(w, g);
        return Math.Sqrt(Math.Max(0, SymmetricEigen.Decompose(loss.Transpose() * loss).Values[^1]));
    }

    /// <summary>The Hessian by central differences of the analytic gradient (step 1e-5: error about 1e-9 of its norm).</summary>
    public Matrix Hessian(double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        const double Step = 1e-5;
        int n = point.Length;
        var hessian = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            double[] forward = (double[])point.Clone(), backward = (double[])point.Clone();
            forward[i] += Step;
            backward[i] -= Step;
            double[] plus = Gradient(forward), minus = Gradient(backward);
            for (int j = 0; j < n; j++)
            {
                hessian[i, j] = (plus[j] - minus[j]) / (2 * Step);
            }
        }

        return Matrix.Create(n, n, (i, j) => 0.5 * (hessian[i, j] + hessian[j, i]));
    }

    /// <summary>Smallest eigenvalue of the Hessian.</summary>
    public double SmallestCurvature(double[] point) => SymmetricEigen.Decompose(Hessian(point)).Values[0];

    private (Matrix W, Matrix G) Unpack(double[] point) =>
        (new Matrix(_k, _d, point[..(_k * _d)]), new Matrix(_d, _k, point[(_k * _d)..]));

    private Matrix LossGradient(Matrix w, Matrix g)
    {
        Matrix scaled = w * g;
        var gradient = new Matrix(_k, _k);
        for (int c = 0; c < _k; c++)
        {
            double root = Math.Sqrt(problem.Samples[c]), top = double.NegativeInfinity, sum = 0;
            for (int i = 0; i < _k; i++)
            {
                top = Math.Max(top, scaled[i, c] / root);
            }

            for (int i = 0; i < _k; i++)
            {
                sum += Math.Exp((scaled[i, c] / root) - top);
            }

            for (int i = 0; i < _k; i++)
            {
                double probability = Math.Exp((scaled[i, c] / root) - top) / sum;
                gradient[i, c] = root * problem.SampleWeight(c) * (probability - (i == c ? 1 : 0));
            }
        }

        return gradient;
    }
}
