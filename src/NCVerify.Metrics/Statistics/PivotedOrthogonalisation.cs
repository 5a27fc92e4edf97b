namespace NCVerify.Metrics;

/// <summary>
/// A P = Q R by Gram-Schmidt with column pivoting, each column orthogonalised twice ("twice is enough": Giraud, Langou,
/// Rozloznik and van den Eshof 2005), which leaves Q orthonormal to rounding.
/// </summary>
/// <param name="Q">Orthonormal columns, one array each; as many as the rank found.</param>
/// <param name="R">Upper triangle by columns: R[j][i] for i at most j.</param>
/// <param name="Pivots">Pivots[j] is the column of A that stands at place j.</param>
internal sealed record PivotedOrthogonalisation(double[][] Q, double[][] R, int[] Pivots)
{
    private const int Segment = 512;

    public int Rank => Q.Length;

    /// <summary>Ratio of the largest to the smallest pivot: a lower bound, in practice an estimate, of the condition number.</summary>
    public double Condition => Rank == 0 ? double.PositiveInfinity : R[0][0] / R[Rank - 1][Rank - 1];

    /// <summary>Decomposes equally long columns (overwritten); stops when what is left is no longer than the tolerance.</summary>
    public static PivotedOrthogonalisation Decompose(double[][] columns, double tolerance)
    {
        int n = columns.Length;
        int[] order = [.. Enumerable.Range(0, n)];
        double[][] r = [.. order.Select(_ => new double[n])];
        var q = new List<double[]>();
        int length = n == 0 ? 0 : columns[0].Length;
        var norms = new double[n];
        Work.For(0, n, length, c => norms[c] = RowProducts.Dot(columns[c], columns[c]));
        for (int step = 0; step < n; step++)
        {
            int best = step;
            for (int j = step + 1; j < n; j++)
            {
                best = norms[order[j]] > norms[order[best]] ? j : best;
            }

            (order[step], order[best]) = (order[best], order[step]);
            (r[step], r[best]) = (r[best], r[step]);
            double[] pivot = columns[order[step]];
            Again(q, pivot, r[step]);
            double left = Math.Sqrt(RowProducts.Dot(pivot, pivot));
            if (!(left > tolerance))
            {
                break;
            }

            r[step][step] = left;
            double[] direction = Array.ConvertAll(pivot, x => x / left);
            q.Add(direction);
            int at = step;
            Work.For(step + 1, n, 3L * length, j =>
            {
                double[] column = columns[order[j]];
                r[j][at] = Remove(direction, column);
                norms[order[j]] = RowProducts.Dot(column, column);
            });
        }

        return new([.. q], r, order);
    }

    /// <summary>R^-T P' as dense rows: applied to z it gives y with |y|^2 = z' (A'A)^-1 z. Needs full rank.</summary>
    public double[] InverseFactor()
    {
        int n = R.Length;
        var inverse = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            // Row i of the inverse of the lower triangle R', from the rows above it.
            Span<double> row = inverse.AsSpan(i * n, n);
            for (int k = 0; k < i; k++)
            {
                RowProducts.AddScaled(-R[i][k], inverse.AsSpan(k * n, n), row);
            }

            row[i] += 1;
            for (int j = 0; j <= i; j++)
            {
                row[j] /= R[i][i];
            }
        }

        var permuted = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                permuted[(i * n) + Pivots[j]] = inverse[(i * n) + j];
            }
        }

        return permuted;
    }

    // The second time: all directions at once, from what the first has left.
    private static void Again(List<double[]> q, double[] column, double[] r)
    {
        double[] along = new double[q.Count];
        Work.For(0, q.Count, column.Length, i => along[i] = RowProducts.Dot(q[i], column));
        int parts = (column.Length + Segment - 1) / Segment;
        Work.For(0, parts, (long)q.Count * Segment, p =>
        {
            int from = p * Segment, width = Math.Min(Segment, column.Length - from);
            for (int i = 0; i < along.Length; i++)
            {
                RowProducts.AddScaled(-along[i], q[i].AsSpan(from, width), column.AsSpan(from, width));
            }
        });
        for (int i = 0; i < along.Length; i++)
        {
            r[i] += along[i];
        }
    }

    private static double Remove(double[] direction, double[] column)
    {
        double along = RowProducts.Dot(direction, column);
        RowProducts.AddScaled(-along, direction, column);
        return along;
    }
}
