using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// One-versus-rest distance of unit vectors (Jiang et al. 2023, "Generalized neural collapse for a large number of
/// classes"): min over k of the distance of u_k from the convex hull of the others. Each distance is a convex quadratic
/// problem, solved by pairwise coordinate steps; the separating hyperplane at the solution gives a lower bound, so the
/// answer is an interval that contains the distance up to rounding, converged or not. Invariant under rotation.
/// </summary>
/// <param name="Distance">Distance of the point found: an upper bound.</param>
/// <param name="LowerBound">Lower bound of the distance.</param>
/// <param name="Nearest">The row whose distance is the least.</param>
public sealed record OneVersusRest(double Distance, double LowerBound, int Nearest)
{
    /// <summary>The most rows for which it is computed: its cost grows as K^3 at least.</summary>
    public const int MostRows = 512;

    private const double RelativeGap = 1e-13;
    private const int StepsPerRow = 1000;

    /// <summary>Solves for every row; null when a row is zero, or there are fewer than three rows or too many.</summary>
    public static OneVersusRest? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        if (rows.Rows is < 3 or > MostRows || !Array.TrueForAll(norms, x => x > 0))
        {
            return null;
        }

        Matrix unit = Matrix.Create(rows.Rows, rows.Columns, (k, j) => rows[k, j] / norms[k]);
        var all = new (double Upper, double Lower)[rows.Rows];
        Work.For(0, rows.Rows, (long)rows.Rows * rows.Rows * rows.Columns, k => all[k] = Solve(unit, k));
        int nearest = Array.IndexOf(all, all.MinBy(x => x.Upper));
        return new(all[nearest].Upper, all.Min(x => x.Lower), nearest);
    }

    // min |sum_j a_j (u_j - u_k)|^2 over the simplex. With y that sum, no point of the hull is nearer to u_k than
    // min_j y.(u_j - u_k)/|y|: the hyperplane with normal y separates.
    private static (double Upper, double Lower) Solve(Matrix unit, int k)
    {
        int n = unit.Rows - 1, d = unit.Columns;
        Matrix points = Matrix.Create(n, d, (i, c) => unit[i < k ? i : i + 1, c] - unit[k, c]);
        Matrix gram = Gram.Of(points, points);
        double[] a = [.. Enumerable.Repeat(1.0 / n, n)], slope = new double[n];
        Refresh(gram, a, slope);
        for (int step = 0; step < StepsPerRow * n; step++)
        {
            int towards = 0, away = -1;
            for (int i = 0; i < n; i++)
            {
                towards = slope[i] < slope[towards] ? i : towards;
                away = a[i] > 0 && (away < 0 || slope[i] > slope[away]) ? i : away;
            }

            double square = RowProducts.Dot(a, slope);
            double curvature = gram[towards, towards] + gram[away, away] - (2 * gram[towards, away]);
            if (square - slope[towards] <= RelativeGap * square || curvature <= 0 || away == towards)
            {
                break;
            }

            double length = Math.Min(a[away], (slope[away] - slope[towards]) / curvature);
            a[towards] += length;
            a[away] = length >= a[away] ? 0 : a[away] - length;
            RowProducts.AddScaled(length, gram.Row(towards), slope);
            RowProducts.AddScaled(-length, gram.Row(away), slope);
            if (step % 1000 == 999)
            {
                Refresh(gram, a, slope);
            }
        }

        // From the points themselves: the Gram loses half of the digits of a small distance.
        var y = new double[d];
        double weight = a.Sum();
        for (int i = 0; i < n; i++)
        {
            RowProducts.AddScaled(a[i] / weight, points.Row(i), y);
        }

        double upper = Math.Sqrt(RowProducts.Dot(y, y));
        double lower = upper > 0 ? Enumerable.Range(0, n).Min(i => RowProducts.Dot(points.Row(i), y)) / upper : 0;
        return (upper, Math.Clamp(lower, 0, upper));
    }

    private static void Refresh(Matrix gram, double[] a, double[] slope)
    {
        for (int i = 0; i < a.Length; i++)
        {
            slope[i] = RowProducts.Dot(gram.Row(i), a);
        }
    }
}
