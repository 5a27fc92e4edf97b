using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A positive matrix as a sum of a few dyads x y', never below it: what is left out is paid for by a common factor.</summary>
internal static class LowRank
{
    private const int TermLimit = 6;
    private const int Sweeps = 3;

    /// <summary>
    /// Dyads whose sum is at least the matrix in every entry (up to rounding), and at most about <paramref name="goal"/> times
    /// it where a few dyads can do that. All entries must be positive.
    /// </summary>
    public static IReadOnlyList<(double[] X, double[] Y)> Above(Matrix a, double goal)
    {
        (double[] rows, double[] columns) = Scales(a);

        // Divided by its scales the matrix is of order 1 everywhere, so that absolute errors are relative ones.
        Matrix scaled = Matrix.Create(a.Rows, a.Columns, (i, j) => a[i, j] / (rows[i] * columns[j])), rest = scaled.Copy(), sum = new(a.Rows, a.Columns);
        var terms = new List<(double[] X, double[] Y)>();
        double best = double.PositiveInfinity;
        int count = 0;
        while (terms.Count < TermLimit && best > goal)
        {
            (double[] x, double[] y) = terms.Count == 0 ? (Ones(a.Rows), Ones(a.Columns)) : Dyad(rest);
            terms.Add((x, y));
            for (int i = 0; i < a.Rows; i++)
            {
                VectorOperations.AddScaled(x[i], y, sum.Row(i));
                VectorOperations.AddScaled(-x[i], y, rest.Row(i));
            }

            double factor = Factor(scaled, sum);
            if (factor < best)
            {
                (best, count) = (factor, terms.Count);
            }
        }

        return [.. terms.Take(count).Select(t => (Product(t.X, rows, best), Product(t.Y, columns, 1)))];
    }

    /// <summary>Largest ratio of the matrix to the sum: infinite where the sum is not positive.</summary>
    private static double Factor(Matrix scaled, Matrix sum)
    {
        double factor = 0;
        for (int i = 0; i < sum.Data.Length; i++)
        {
            factor = sum.Data[i] > 0 ? Math.Max(factor, scaled.Data[i] / sum.Data[i]) : double.PositiveInfinity;
        }

        return factor;
    }

    /// <summary>Geometric means of the rows, and of the columns divided by these.</summary>
    private static (double[] Rows, double[] Columns) Scales(Matrix a)
    {
        double[] rows = new double[a.Rows], columns = new double[a.Columns];
        double total = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < a.Columns; j++)
            {
                double log = Special.Log(a[i, j]);
                rows[i] += log / a.Columns;
                columns[j] += log / a.Rows;
                total += log / a.Data.Length;
            }
        }

        return ([.. rows.Select(x => Special.Exp(x - total))], [.. columns.Select(x => Special.Exp(x))]);
    }

    /// <summary>Nearly the best dyad: power steps from the column of the largest entry.</summary>
    private static (double[] X, double[] Y) Dyad(Matrix rest)
    {
        int largest = 0;
        for (int i = 1; i < rest.Data.Length; i++)
        {
            largest = Math.Abs(rest.Data[i]) > Math.Abs(rest.Data[largest]) ? i : largest;
        }

        double[] x = rest.Column(largest % rest.Columns), y = new double[rest.Columns];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double norm = VectorOperations.Dot(x, x);
            Array.Clear(y);
            for (int i = 0; i < rest.Rows && norm > 0; i++)
            {
                VectorOperations.AddScaled(x[i] / norm, rest.Row(i), y);
            }

            norm = VectorOperations.Dot(y, y);
            for (int i = 0; i < rest.Rows && norm > 0; i++)
            {
                x[i] = VectorOperations.Dot(rest.Row(i), y) / norm;
            }
        }

        return (x, y);
    }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];

    private static double[] Product(double[] x, double[] scale, double factor) => [.. x.Zip(scale, (a, b) => a * b * factor)];
}
