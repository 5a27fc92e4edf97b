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
    private const double Converged = 1e-9;
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

        Matrix unit = Gram.UnitRows(rows, norms), gram = Gram.Of(unit, unit);
        var all = new (double Upper, double Lower)[rows.Rows];
        Work.For(0, rows.Rows, (long)rows.Rows * rows.Columns, k => all[k] = Solve(unit, gram, k));
        int nearest = Array.IndexOf(all, all.MinBy(x => x.Upper));
        return new(all[nearest].Upper, all.Min(x => x.Lower), nearest);
    }

    private static (double Upper, double Lower) Solve(Matrix unit, Matrix gram, int k)
    {
        (double upper, double lower) = Interval(unit, Weights(gram, k), k);
        if (upper - lower <= Converged * upper)
        {
            return (upper, lower);
        }

        // Where u_k is near to others, their common Gram has lost the digits of the differences.
        Matrix points = unit.Copy();
        for (int i = 0; i < points.Rows; i++)
        {
            RowProducts.AddScaled(-1, unit.Row(k), points.Row(i));
        }

        (double upper, double lower) near = Interval(unit, Weights(Gram.Of(points, points), k), k);
        return (Math.Min(upper, near.upper), Math.Max(lower, near.lower));
    }

    // Weights a of the others that minimise |sum_j a_j u_j - u_k|^2 over the simplex, from the Gram of all. Up to one number
    // common to all, the slope is G a - g_k; that number is the slope at k itself.
    private static double[] Weights(Matrix gram, int k)
    {
        int n = gram.Rows;
        double[] a = [.. Enumerable.Range(0, n).Select(i => i == k ? 0 : 1.0 / (n - 1))], slope = new double[n];
        Refresh(gram, a, slope, k);
        for (int step = 0; step < StepsPerRow * n; step++)
        {
            int towards = -1, away = -1;
            for (int i = 0; i < n; i++)
            {
                towards = i != k && (towards < 0 || slope[i] < slope[towards]) ? i : towards;
                away = a[i] > 0 && (away < 0 || slope[i] > slope[away]) ? i : away;
            }

            double square = RowProducts.Dot(a, slope) - slope[k];
            double curvature = gram[towards, towards] + gram[away, away] - (2 * gram[towards, away]);
            if (square - (slope[towards] - slope[k]) <= RelativeGap * square || curvature <= 0 || away == towards)
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
                Refresh(gram, a, slope, k);
            }
        }

        return a;
    }

    // From the points themselves: the Gram loses half of the digits of a small distance. With y = sum_j a_j (u_j - u_k), no
    // point of the hull is nearer to u_k than min_j y.(u_j - u_k)/|y|: the hyperplane with normal y separates.
    private static (double Upper, double Lower) Interval(Matrix unit, double[] a, int k)
    {
        int n = unit.Rows, d = unit.Columns;
        double[] y = new double[d], difference = new double[d];
        double weight = a.Sum();
        for (int i = 0; i < n; i++)
        {
            if (a[i] > 0)
            {
                RowProducts.AddScaled(a[i] / weight, Difference(i), y);
            }
        }

        double upper = Math.Sqrt(RowProducts.Dot(y, y)), least = double.PositiveInfinity;
        for (int i = 0; i < n; i++)
        {
            least = i == k ? least : Math.Min(least, RowProducts.Dot(Difference(i), y));
        }

        return (upper, upper > 0 ? Math.Clamp(least / upper, 0, upper) : 0);

        double[] Difference(int i)
        {
            unit.Row(i).CopyTo(difference);
            RowProducts.AddScaled(-1, unit.Row(k), difference);
            return difference;
        }
    }

    private static void Refresh(Matrix gram, double[] a, double[] slope, int k)
    {
        for (int i = 0; i < a.Length; i++)
        {
            slope[i] = RowProducts.Dot(gram.Row(i), a) - gram[i, k];
        }
    }
}
