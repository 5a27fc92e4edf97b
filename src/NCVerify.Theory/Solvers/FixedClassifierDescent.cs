using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Projected gradient descent on the features of every sample under a fixed classifier, from a Gaussian start, with a constant step.
/// The problem is convex in the features. Knows nothing of collapse.
/// </summary>
public static class FixedClassifierDescent
{
    /// <summary>Descends until the projected gradient of every sample is at most the tolerance, or the steps are used up.</summary>
    public static FixedClassifierRun Run(FixedClassifierProblem problem, ulong seed = 1, double tolerance = 1e-11, int maximumIterations = 200_000)
    {
        ArgumentNullException.ThrowIfNull(problem);
        int[] labels = problem.Labels;
        int d = problem.Dimension, n = labels.Length;

        // One row per sample; the curvature of the loss is at most |W|^2 (squared regression of unit scale, and softmax, alike).
        Matrix w = problem.Classifier, h = new CounterRandom(seed).GaussianMatrix(n, d, 0.5);
        Project(problem, h);
        double step = 1 / (Curvature(problem, w) + problem.Lambda), residual = double.PositiveInfinity;
        int iteration = 0;
        for (; iteration < maximumIterations && residual > tolerance; iteration++)
        {
            Matrix next = h - (Gradient(problem, labels, w, h).Scale(step));
            Project(problem, next);
            residual = (next - h).MaxAbs() / step;
            h = next;
        }

        return new(h.Transpose(), residual, iteration);
    }

    private static double Curvature(FixedClassifierProblem problem, Matrix w)
    {
        double norm2 = SymmetricEigen.Decompose(w * w.Transpose()).Values[^1];
        return problem.Loss == FixedClassifierLoss.DotRegression ? w.Row(0).ToArray().Sum(x => x * x) / Scale(problem, w) : norm2 / 2;
    }

    // s = sqrt(E_W E_H).
    private static double Scale(FixedClassifierProblem problem, Matrix w) =>
        Math.Sqrt(w.SquaredNorm() / w.Rows * (problem.Energy ?? throw new ProblemException("energy", "energy: nothing was given; dot regression needs the bound E_H.")));

    private static Matrix Gradient(FixedClassifierProblem problem, int[] labels, Matrix w, Matrix h)
    {
        bool centres = problem.Loss == FixedClassifierLoss.CentreCrossEntropy;
        Matrix gradient = h.Scale(problem.Lambda);
        var means = new Matrix(w.Rows, h.Columns);
        for (int i = 0; centres && i < labels.Length; i++)
        {
            VectorOperations.AddScaled(1.0 / problem.Samples[labels[i]], h.Row(i), means.Row(labels[i]));
        }

        for (int i = 0; i < labels.Length; i++)
        {
            int label = labels[i];
            ReadOnlySpan<double> point = centres ? means.Row(label) : h.Row(i);
            double[] slope = problem.Loss == FixedClassifierLoss.DotRegression ? Regression(w, point, label, Scale(problem, w)) : Softmax(w, point, label);
            double share = centres ? 1.0 / problem.Samples[label] : 1;
            for (int c = 0; c < slope.Length; c++)
            {
                VectorOperations.AddScaled(share * slope[c], w.Row(c), gradient.Row(i));
            }
        }

        return gradient;
    }

    private static double[] Regression(Matrix w, ReadOnlySpan<double> h, int label, double scale)
    {
        var slope = new double[w.Rows];
        slope[label] = (VectorOperations.Dot(w.Row(label), h) - scale) / scale;
        return slope;
    }

    // softmax(W h) - e_label, the label as minus the sum of the others.
    private static double[] Softmax(Matrix w, ReadOnlySpan<double> h, int label)
    {
        var logits = new double[w.Rows];
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = VectorOperations.Dot(w.Row(c), h);
        }

        double lead = logits.Max(), others = 0;
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = Math.Exp(logits[c] - lead);
            others += c == label ? 0 : logits[c];
        }

        double total = others + logits[label];
        logits[label] = -others;
        return [.. logits.Select(x => x / total)];
    }

    private static void Project(FixedClassifierProblem problem, Matrix h)
    {
        for (int i = 0; problem.Nonnegative && i < h.Data.Length; i++)
        {
            h.Data[i] = Math.Max(h.Data[i], 0);
        }

        // First the orthant, then the ball around its apex: exact for the intersection.
        for (int i = 0; problem.Energy is { } energy && i < h.Rows; i++)
        {
            Span<double> row = h.Row(i);
            double norm2 = VectorOperations.Dot(row, row);
            if (norm2 > energy)
            {
                VectorOperations.Scale(Math.Sqrt(energy / norm2), row, row);
            }
        }
    }
}
