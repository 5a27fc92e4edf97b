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
        for (int step = 0; step < n; step++)
        {
            int best = step;
            double bestNorm = -1;
            for (int j = step; j < n; j++)
            {
                double norm = RowProducts.Dot(columns[order[j]], columns[order[j]]);
                (best, bestNorm) = norm > bestNorm ? (j, norm) : (best, bestNorm);
            }

            (order[step], order[best]) = (order[best], order[step]);
            (r[step], r[best]) = (r[best], r[step]);
            double[] pivot = columns[order[step]];
            for (int i = 0; i < step; i++)
            {
                r[step][i] += Remove(q[i], pivot);
            }

            double length = Math.Sqrt(RowProducts.Dot(pivot, pivot));
            if (!(length > tolerance))
            {
                break;
            }

            r[step][step] = length;
            q.Add(Array.ConvertAll(pivot, x => x / length));
            Work.For(step + 1, n, columns[0].Length, j => r[j][step] = Remove(q[step], columns[order[j]]));
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

    private static double Remove(double[] direction, double[] column)
    {
        double along = RowProducts.Dot(direction, column);
        RowProducts.AddScaled(-along, direction, column);
        return along;
    }
}
