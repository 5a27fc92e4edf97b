using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Sample.SolverTests;

/// <summary>The solver on trial: accelerated gradient descent on one feature per class, h_k = root_k g_k.</summary>
public static class GradientDescent
{
    public static Candidate Minimise(Problem p)
    {
        int k = p.Classes;
        double lambda = p.LambdaW[0];
        Matrix scale = Matrix.Diagonal([.. p.Samples.Select(n => Math.Sqrt(lambda / (p.LambdaH * n)))]);
        double[] weight = [.. p.Samples.Select((n, c) => n * p.SampleWeight(c))];
        double step = 1 / (lambda + weight.Select((w, c) => w * scale[c, c]).Max());
        var random = new CounterRandom(1);
        (Matrix W, Matrix G) x = (random.GaussianMatrix(k, p.Dimension, 0.3), random.GaussianMatrix(p.Dimension, k, 0.3)), y = x;
        for (int t = 0, since = 0; t < 100_000; t++, since++)
        {
            Matrix residual = Softmax(y.W * y.G * scale);
            residual = Matrix.Create(k, k, (i, c) => weight[c] * (residual[i, c] - (i == c ? 1 : 0)));
            Matrix dw = (residual * (y.G * scale).Transpose()) + y.W.Scale(lambda), dg = (y.W.Transpose() * residual * scale) + y.G.Scale(lambda);
            (Matrix W, Matrix G) next = (y.W - dw.Scale(step), y.G - dg.Scale(step));
            since = (next.W - x.W).InnerProduct(dw) + (next.G - x.G).InnerProduct(dg) > 0 ? 0 : since; // momentum points uphill
            double momentum = since / (since + 3.0);
            y = (next.W + (next.W - x.W).Scale(momentum), next.G + (next.G - x.G).Scale(momentum));
            x = next;
            if (dw.SquaredNorm() + dg.SquaredNorm() < 1e-18 * lambda * lambda * (1e-6 + x.W.SquaredNorm() + x.G.SquaredNorm()))
            {
                break;
            }
        }

        return new Candidate([x.W], x.G * scale);
    }

    private static Matrix Softmax(Matrix z)
    {
        double[][] columns = [.. Enumerable.Range(0, z.Columns).Select(c => z.Column(c))];
        double[] largest = [.. columns.Select(c => c.Max())], sums = [.. columns.Select((c, i) => c.Sum(a => Math.Exp(a - largest[i])))];
        return Matrix.Create(z.Rows, z.Columns, (i, c) => Math.Exp(z[i, c] - largest[c]) / sums[c]);
    }
}
