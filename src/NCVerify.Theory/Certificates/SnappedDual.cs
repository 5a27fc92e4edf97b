using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// CERT-1' (and its uneven, biased and layer-peeled forms): at the optimum the singular values of the dual direction that
/// belong to the range of Z equal lambda and the others are smaller. So the r leading ones are set to lambda and the rest
/// clipped there; the error of the bound becomes quadratic in that of the candidate. r is searched over several
/// thresholds, every choice is a valid proposal. Where an entry becomes negative the point is mixed with the CERT-1 point.
/// </summary>
internal static class SnappedDual
{
    private static readonly double[] Thresholds = [1e-9, 1e-6, 1e-4, 1e-3, 1e-2, 0.05, 0.2, 0.5];

    /// <summary>
    /// The proposal with the largest (approximate) dual value and the gauge it was given; null when the candidate has no
    /// usable spectrum.
    /// </summary>
    public static (Matrix Point, double Gauge)? Best(DualState state, Matrix scaled)
    {
        double[] squares = state.Spectrum.Values;
        double level = state.Dual.Peeled ? Math.Sqrt(state.LargestSquare) : state.Dual.Level;
        if (!(level > 0) || !(state.LargestSquare > 0))
        {
            return null;
        }

        Matrix image = state.Direction * state.Spectrum.Vectors;
        Matrix transposed = state.Spectrum.Vectors.Transpose();
        (Matrix Point, double Gauge)? best = null;
        double bestValue = double.NegativeInfinity;
        int previous = -1;
        foreach (double threshold in Thresholds)
        {
            double least = level * (1 - threshold);
            int rank = squares.Count(s => s >= least * least);
            if (rank == previous)
            {
                continue;
            }

            previous = rank;
            double target = state.Dual.Peeled ? Mean(squares, rank) : level;
            Matrix point = Mixed(Snap(state, image, transposed, rank, target), scaled);
            double value = DualValue.Approximate(state.Dual, point, target);
            if (value > bestValue)
            {
                (best, bestValue) = ((point, target), value);
            }
        }

        return best;
    }

    private static double Mean(double[] squares, int rank) => squares.TakeLast(Math.Max(rank, 1)).Average(s => Math.Sqrt(Math.Max(s, 0)));

    private static Matrix Snap(DualState state, Matrix image, Matrix transposed, int rank, double target)
    {
        int n = image.Rows;
        var factors = new double[n];
        for (int i = 0; i < n; i++)
        {
            double value = Math.Sqrt(Math.Max(state.Spectrum.Values[i], 0));
            bool leading = i >= n - rank;
            factors[i] = leading || value > target ? (target / value) - 1 : 0;
        }

        Matrix scaledImage = image.Copy();
        for (int i = 0; i < n; i++)
        {
            Span<double> row = scaledImage.Row(i);
            for (int j = 0; j < n; j++)
            {
                row[j] *= factors[j];
            }
        }

        Matrix change = scaledImage * transposed;
        DualProblem dual = state.Dual;
        var point = new Matrix(n, n);
        for (int j = 0; j < n; j++)
        {
            double t = dual.Temperature(j);
            for (int k = 0; k < n; k++)
            {
                point[j, k] = j == k ? 0 : state.Softmax[j, k] + (change[j, k] / (t * dual.Scales[k]));
            }
        }

        return point;
    }

    // The largest step from the scaled point towards the snapped one that keeps all probabilities nonnegative.
    private static Matrix Mixed(Matrix snapped, Matrix scaled)
    {
        double step = 1;
        for (int i = 0; i < snapped.Data.Length; i++)
        {
            if (snapped.Data[i] < 0)
            {
                step = Math.Min(step, scaled.Data[i] / (scaled.Data[i] - snapped.Data[i]));
            }
        }

        return step == 1 ? snapped : Matrix.Create(snapped.Rows, snapped.Columns, (j, k) =>
            Math.Max(0, scaled[j, k] + (step * (snapped[j, k] - scaled[j, k]))));
    }
}
