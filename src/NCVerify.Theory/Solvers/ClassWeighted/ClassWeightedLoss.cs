using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// f(W, G) = sum_k v_k CE(T W g_k / sqrt(n_k) + offset, k) + lambda/2 (|W|^2 + |G|^2), v_k = n_k times the sample weight. Unknowns
/// in one vector: the rows w_c (K x rank), then the scaled features g_k as rows (K x rank).
/// </summary>
internal sealed class ClassWeightedLoss(Problem problem, int rank)
{
    private readonly int _k = problem.Classes;
    private readonly double[] _mass = [.. problem.Samples.Select((n, k) => n * problem.SampleWeight(k))];
    private readonly double[] _root = [.. problem.Samples.Select(n => Math.Sqrt(n))];
    private readonly double _lambda = problem.Lambda;
    private Matrix _w = new(0, 0);
    private Matrix _g = new(0, 0);
    private Matrix _probability = new(0, 0);
    private Matrix _slope = new(0, 0);

    /// <summary>Number of unknowns.</summary>
    public int Length => 2 * _k * rank;

    /// <summary>The value; keeps what the gradient and the Hessian need.</summary>
    public double Evaluate(double[] x, double[] gradient)
    {
        (_w, _g) = Unpack(x);
        Matrix z = _w * _g.Transpose();
        _probability = new Matrix(_k, _k);
        _slope = new Matrix(_k, _k);
        double loss = 0;
        for (int k = 0; k < _k; k++)
        {
            double lead = double.NegativeInfinity, others = 0;
            var logits = new double[_k];
            for (int c = 0; c < _k; c++)
            {
                logits[c] = (Heat(c, k) * z[c, k]) + (problem.Offset?[c] ?? 0);
                lead = Math.Max(lead, logits[c]);
            }

            for (int c = 0; c < _k; c++)
            {
                _probability[c, k] = Math.Exp(logits[c] - lead);
                others += c == k ? 0 : _probability[c, k];
            }

            double total = others + _probability[k, k];
            loss += _mass[k] * (lead - logits[k] + Math.Log(total));
            for (int c = 0; c < _k; c++)
            {
                // The label's residual is minus the sum of the others: no cancellation when the fit is good.
                _slope[c, k] = _mass[k] * Heat(c, k) * (c == k ? -others : _probability[c, k]) / total;
                _probability[c, k] /= total;
            }
        }

        Pack((_slope * _g) + (_lambda * _w), (_slope.Transpose() * _w) + (_lambda * _g), gradient);
        return loss + (_lambda / 2 * VectorOperations.Dot(x, x));
    }

    /// <summary>The Hessian at the point last evaluated, times a direction.</summary>
    public void HessianProduct(double[] direction, double[] image)
    {
        (Matrix v, Matrix u) = Unpack(direction);
        Matrix dz = (v * _g.Transpose()) + (_w * u.Transpose());
        var change = new Matrix(_k, _k);
        for (int k = 0; k < _k; k++)
        {
            double mean = 0;
            for (int c = 0; c < _k; c++)
            {
                mean += _probability[c, k] * Heat(c, k) * dz[c, k];
            }

            for (int c = 0; c < _k; c++)
            {
                change[c, k] = _mass[k] * Heat(c, k) * _probability[c, k] * ((Heat(c, k) * dz[c, k]) - mean);
            }
        }

        Pack((change * _g) + (_slope * u) + (_lambda * v), (change.Transpose() * _w) + (_slope.Transpose() * v) + (_lambda * u), image);
    }

    private double Heat(int c, int k) => (problem.Temperature?[c] ?? 1) / _root[k];

    private (Matrix W, Matrix G) Unpack(double[] x) => (new Matrix(_k, rank, x[..(_k * rank)]), new Matrix(_k, rank, x[(_k * rank)..]));

    private static void Pack(Matrix w, Matrix g, double[] target)
    {
        w.Data.CopyTo(target, 0);
        g.Data.CopyTo(target, w.Data.Length);
    }
}
