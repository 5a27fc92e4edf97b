using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Singular directions that the penalty has switched off. Newton drives them to rounding noise; here they are set to exactly
/// zero, and any direction that is zero although the loss still pulls at it harder than lambda is switched on again.
/// </summary>
internal sealed class CollapsedModes(FactoredObjective objective, SizeClusters clusters, double lambda)
{
    /// <summary>Modes below this share of the largest are tried at zero; the value changes by its square at most.</summary>
    private const double SmallShare = 1e-6;

    /// <summary>Relative excess of the pull over lambda that counts as a violation; it costs its square in value.</summary>
    private const double Excess = 1e-8;

    /// <summary>The point with its negligible modes removed (the same point when there are none).</summary>
    public ReducedPoint Remove(ReducedPoint point)
    {
        double before = objective.Evaluate(point), allowed = 1e-14 * Math.Abs(before);
        Matrix gram = MatrixProduct.TransposeMultiply(point.P, point.P) + MatrixProduct.TransposeMultiply(point.Q, point.Q);
        double largest = Math.Max(gram.Rows == 0 ? 0 : SymmetricNorm(gram), point.Contrast.Select((c, i) => c * c / Math.Max(1, clusters.Count[i] - 1)).DefaultIfEmpty(0).Max());
        double small = SmallShare * largest;
        ReducedPoint reduced = point with { Contrast = [.. point.Contrast.Select((c, i) => c * c / Math.Max(1, clusters.Count[i] - 1) <= small ? 0 : c)] };
        if (gram.Rows > 0 && !Cholesky.TryFactor(gram - (small * Matrix.Identity(gram.Rows)), out _))
        {
            var eigen = SymmetricEigen.Decompose(gram);
            int dropped = eigen.Values.Count(v => v <= small), kept = gram.Rows - dropped;
            Matrix rotation = Matrix.Create(gram.Rows, kept, (i, j) => eigen.Vectors[i, j + dropped]);
            reduced = reduced with { P = point.P * rotation, Q = point.Q * rotation };
        }

        bool changed = reduced.P.Columns != point.P.Columns || !reduced.Contrast.SequenceEqual(point.Contrast);
        return changed && objective.Evaluate(reduced) <= before + allowed ? reduced : point;
    }

    /// <summary>The point with a small share of every violated direction added, or null when all conditions hold.</summary>
    public ReducedPoint? Restore(ReducedPoint point)
    {
        objective.Evaluate(point);
        double[] contrast = (double[])point.Contrast.Clone();
        double scale = 1e-3 * Math.Max(point.P.SquaredNorm() / Math.Max(1, point.P.Columns), 1e-3);
        bool violated = false;
        for (int g = 0; g < contrast.Length; g++)
        {
            if (clusters.Count[g] > 1 && contrast[g] == 0 && objective.ContrastPull(g) > lambda * (1 + Excess))
            {
                contrast[g] = Math.Sqrt(2 * (clusters.Count[g] - 1) * scale);
                violated = true;
            }
        }

        int clustersCount = point.P.Rows, rank = point.P.Columns;
        if (rank < clustersCount - 1)
        {
            // Active directions pull with exactly lambda; a further one beyond it is a direction to switch on.
            Matrix gram = MatrixProduct.TransposeMultiply(objective.LossResidual, objective.LossResidual);
            double limit = lambda * lambda * (1 + (2 * Excess)) * (1 + (2 * Excess));
            if (Cholesky.TryFactor((limit * Matrix.Identity(clustersCount)) - gram, out _))
            {
                return violated ? point with { Contrast = contrast } : null;
            }

            var eigen = SymmetricEigen.Decompose(gram);
            int first = Array.FindIndex(eigen.Values, v => v > limit);
            if (first >= 0)
            {
                Matrix right = Matrix.Create(clustersCount, clustersCount - first, (i, j) => eigen.Vectors[i, j + first]);
                Matrix left = objective.LossResidual * right;
                double root = Math.Sqrt(scale);
                Matrix p = Append(point.P, left, j => -root / Math.Sqrt(eigen.Values[j + first]));
                return new(p, Append(point.Q, right, _ => root), contrast);
            }
        }

        return violated ? point with { Contrast = contrast } : null;
    }

    private static Matrix Append(Matrix a, Matrix b, Func<int, double> factor) =>
        Matrix.Create(a.Rows, a.Columns + b.Columns, (i, j) => j < a.Columns ? a[i, j] : b[i, j - a.Columns] * factor(j - a.Columns));

    /// <summary>An upper bound on the largest eigenvalue of a positive semidefinite matrix: its largest absolute row sum.</summary>
    private static double SymmetricNorm(Matrix gram)
    {
        double largest = 0;
        for (int i = 0; i < gram.Rows; i++)
        {
            double sum = 0;
            foreach (double x in gram.Row(i))
            {
                sum += Math.Abs(x);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
