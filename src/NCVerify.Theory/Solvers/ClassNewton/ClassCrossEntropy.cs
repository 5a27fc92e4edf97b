using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// f(P, Q, b) = sum_k w_k CE(T (Q p_k / s_k + b) + o, k) + penalty/2 (|P|^2 + |Q|^2) + biasPenalty/2 |b|^2 with one row p_k per
/// class (P and Q are K x r; b stands in the contrast of the point, empty without bias). Value, gradient, Hessian and its
/// diagonal. Logits are taken relative to the own one and its residual is minus the sum of the others, so that small
/// residuals keep their digits.
/// </summary>
internal sealed class ClassCrossEntropy(Problem problem, double[] weights, double[] scales, double penalty) : ISecondOrderObjective
{
    private readonly int _k = problem.Classes;
    private readonly double _biasPenalty = problem.Bias == BiasKind.Regularized ? problem.LambdaB!.Value : 0;
    private readonly Matrix _off = new(problem.Classes, problem.Classes);
    private readonly double[] _mass = new double[problem.Classes];
    private readonly Matrix _residual = new(problem.Classes, problem.Classes);
    private readonly Matrix _change = new(problem.Classes, problem.Classes);
    private readonly double[] _row = new double[problem.Classes];
    private ReducedPoint _point = ReducedPoint.Zero(0, 0);

    public double Evaluate(ReducedPoint point)
    {
        _point = point;
        Matrix x = MatrixProduct.MultiplyTranspose(point.P, point.Q);
        double loss = 0;
        for (int k = 0; k < _k; k++)
        {
            Span<double> p = _off.Row(k);
            Logits(x.Row(k), k, point.Contrast, _row);
            double top = double.NegativeInfinity, others = 0;
            for (int j = 0; j < _k; j++)
            {
                _row[j] += Offset(j);
                top = Math.Max(top, _row[j]);
            }

            double own = _row[k];
            for (int j = 0; j < _k; j++)
            {
                p[j] = j == k ? 0 : Special.Exp(_row[j] - top);
                others += p[j];
            }

            double ownTerm = Special.Exp(own - top), total = ownTerm + others;
            loss += weights[k] * (own == top ? Special.Log1p(others) : (top - own) + Special.Log(total));
            VectorOperations.Scale(1 / total, p, p);
            _mass[k] = others / total;
            ToResidual(p, _mass[k], k, _residual.Row(k));
        }

        return loss + (0.5 * penalty * (point.P.SquaredNorm() + point.Q.SquaredNorm())) + (0.5 * _biasPenalty * VectorOperations.Dot(point.Contrast, point.Contrast));
    }

    public void Gradient(ReducedPoint gradient)
    {
        Apply(_residual, gradient, _point);
        AddPenalties(gradient, _point);
    }

    public void HessianProduct(ReducedPoint d, ReducedPoint result)
    {
        Matrix dx = MatrixProduct.MultiplyTranspose(d.P, _point.Q) + MatrixProduct.MultiplyTranspose(_point.P, d.Q);
        for (int k = 0; k < _k; k++)
        {
            ReadOnlySpan<double> p = _off.Row(k);
            Span<double> change = _change.Row(k);
            Logits(dx.Row(k), k, d.Contrast, _row);
            double own = _row[k], mean = 0, sum = 0;
            for (int j = 0; j < _k; j++)
            {
                _row[j] -= own;
                mean += p[j] * _row[j];
            }

            for (int j = 0; j < _k; j++)
            {
                _row[j] = p[j] * (_row[j] - mean);
                sum += _row[j];
            }

            ToResidual(_row, sum, k, change);
        }

        Apply(_change, result, _point);
        VectorOperations.Add(result.P.Data, (_residual * d.Q).Data, result.P.Data);
        VectorOperations.Add(result.Q.Data, MatrixProduct.TransposeMultiply(_residual, d.P).Data, result.Q.Data);
        AddPenalties(result, d);
    }

    public void Diagonal(ReducedPoint weightsOut)
    {
        int rank = _point.P.Columns;
        VectorOperations.Scale(0, weightsOut.Q.Data, weightsOut.Q.Data);
        Array.Clear(weightsOut.Contrast);
        for (int k = 0; k < _k; k++)
        {
            double factor = weights[k] / (scales[k] * scales[k]);
            for (int l = 0; l < rank; l++)
            {
                double own = Temperature(k) * _point.Q[k, l], mean = 0, square = 0;
                for (int j = 0; j < _k; j++)
                {
                    double relative = (Temperature(j) * _point.Q[j, l]) - own;
                    mean += _off[k, j] * relative;
                    square += _off[k, j] * relative * relative;
                }

                weightsOut.P[k, l] = (factor * Math.Max(0, square - (mean * mean))) + penalty;
            }

            for (int j = 0; j < _k; j++)
            {
                double p = j == k ? _mass[k] : _off[k, j], curvature = weights[k] * p * (1 - p) * Temperature(j) * Temperature(j);
                for (int l = 0; l < rank; l++)
                {
                    weightsOut.Q[j, l] += curvature * _point.P[k, l] * _point.P[k, l] / (scales[k] * scales[k]);
                }

                if (weightsOut.Contrast.Length > 0)
                {
                    weightsOut.Contrast[j] += curvature;
                }
            }
        }

        VectorOperations.AddConstant(penalty, weightsOut.Q.Data);
        VectorOperations.AddConstant(_biasPenalty + double.Epsilon, weightsOut.Contrast);
    }

    private double Temperature(int j) => problem.Temperature?[j] ?? 1;

    private double Offset(int j) => problem.Offset?[j] ?? 0;

    private void Logits(ReadOnlySpan<double> x, int k, double[] bias, double[] target)
    {
        for (int j = 0; j < target.Length; j++)
        {
            target[j] = Temperature(j) * ((x[j] / scales[k]) + (bias.Length > 0 ? bias[j] : 0));
        }
    }

    // From probabilities off the label, or their changes, to the gradient in a row of X.
    private void ToResidual(ReadOnlySpan<double> p, double mass, int k, Span<double> residual)
    {
        for (int j = 0; j < residual.Length; j++)
        {
            residual[j] = Temperature(j) * weights[k] / scales[k] * (j == k ? -mass : p[j]);
        }
    }

    private void Apply(Matrix residual, ReducedPoint target, ReducedPoint at)
    {
        MatrixProduct.Multiply(residual, at.Q, target.P);
        MatrixProduct.TransposeMultiply(residual, at.P, target.Q);
        for (int j = 0; j < target.Contrast.Length; j++)
        {
            double sum = 0;
            for (int k = 0; k < _k; k++)
            {
                sum += residual[k, j] * scales[k];
            }

            target.Contrast[j] = sum;
        }
    }

    private void AddPenalties(ReducedPoint target, ReducedPoint at)
    {
        VectorOperations.AddScaled(penalty, at.P.Data, target.P.Data);
        VectorOperations.AddScaled(penalty, at.Q.Data, target.Q.Data);
        VectorOperations.AddScaled(_biasPenalty, at.Contrast, target.Contrast);
    }
}
