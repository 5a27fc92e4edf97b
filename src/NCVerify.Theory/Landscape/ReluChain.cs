using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Squared error of a chain with a ReLU after every layer but the last, at class level with balanced classes of n samples:
/// f = 1/(2K) |W_M relu(W_(M-1) ... relu(W_1 H)) - I|^2 + sum lambda_m/2 |W_m|^2 + n lambdaH/2 |H|^2, H one column per class.
/// Factors are listed as W_1, ..., W_M, H.
/// </summary>
/// <param name="perClass">n.</param>
/// <param name="lambdaW">Penalty of each layer.</param>
/// <param name="lambdaH">Penalty of every sample's feature.</param>
public sealed class ReluChain(int perClass, IReadOnlyList<double> lambdaW, double lambdaH)
{
    /// <summary>The output of the last layer (K x K, a column per class).</summary>
    public static Matrix Output(IReadOnlyList<Matrix> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        Matrix signal = factors[^1];
        for (int m = 0; m < factors.Count - 1; m++)
        {
            signal = factors[m] * signal;
            signal = m < factors.Count - 2 ? signal.Map(x => Math.Max(x, 0)) : signal;
        }

        return signal;
    }

    /// <summary>The objective.</summary>
    public double Value(IReadOnlyList<Matrix> factors)
    {
        Matrix output = Output(factors);
        double error = (output - Matrix.Identity(output.Rows)).SquaredNorm() / (2 * output.Rows);
        return error + Enumerable.Range(0, factors.Count).Sum(m => Penalty(m) / 2 * factors[m].SquaredNorm());
    }

    /// <summary>The gradient, with the derivative 0 of the ReLU at 0.</summary>
    public Matrix[] Gradient(IReadOnlyList<Matrix> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        int layers = factors.Count - 1;
        var signals = new Matrix[layers + 1];
        signals[0] = factors[^1];
        for (int m = 0; m < layers; m++)
        {
            Matrix next = factors[m] * signals[m];
            signals[m + 1] = m < layers - 1 ? next.Map(x => Math.Max(x, 0)) : next;
        }

        Matrix slope = (signals[^1] - Matrix.Identity(signals[^1].Rows)).Scale(1.0 / signals[^1].Rows);
        var gradient = new Matrix[layers + 1];
        for (int m = layers - 1; m >= 0; m--)
        {
            gradient[m] = MatrixProduct.MultiplyTranspose(slope, signals[m]) + factors[m].Scale(Penalty(m));
            Matrix back = MatrixProduct.TransposeMultiply(factors[m], slope), below = signals[m];
            slope = m == 0 ? back : Matrix.Create(back.Rows, back.Columns, (i, j) => below[i, j] > 0 ? back[i, j] : 0);
        }

        gradient[^1] = slope + factors[^1].Scale(Penalty(layers));
        return gradient;
    }

    /// <summary>
    /// Gradient descent with momentum 0.9; the lowest value met is returned. For finding low values, not critical points.
    /// </summary>
    public double Descend(IReadOnlyList<Matrix> start, int steps, double rate)
    {
        Matrix[] point = [.. start];
        Matrix[] speed = [.. point.Select(p => new Matrix(p.Rows, p.Columns))];
        double best = Value(point);
        for (int step = 0; step < steps; step++)
        {
            Matrix[] gradient = Gradient(point);
            for (int m = 0; m < point.Length; m++)
            {
                speed[m] = speed[m].Scale(0.9) - gradient[m].Scale(rate);
                point[m] = point[m] + speed[m];
            }

            double value = step % 50 == 49 || step == steps - 1 ? Value(point) : best;
            if (!double.IsFinite(value))
            {
                break;
            }

            best = Math.Min(best, value);
        }

        return best;
    }

    private double Penalty(int m) => m < lambdaW.Count ? lambdaW[m] : perClass * lambdaH;
}
