using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Small operations on the rows of K x d tables that several measures share.</summary>
internal static class Gram
{
    /// <summary>A B' for A (m x d), B (n x d).</summary>
    public static Matrix Of(Matrix a, Matrix b)
    {
        if (a.Columns != b.Columns)
        {
            throw new ArgumentException($"Rows of equal length are needed; they have {a.Columns} and {b.Columns} entries.", nameof(b));
        }

        return MatrixProduct.MultiplyTranspose(a, b);
    }

    /// <summary>The rows, each scaled to length 1.</summary>
    public static Matrix UnitRows(Matrix rows, double[] norms)
    {
        Matrix unit = rows.Copy();
        Work.For(0, rows.Rows, rows.Columns, k =>
        {
            foreach (ref double x in unit.Row(k))
            {
                x /= norms[k];
            }
        });
        return unit;
    }

    public static double FrobeniusNorm(Matrix a) => Math.Sqrt(RowProducts.Dot(a.Data, a.Data));

    public static double[] RowNorms(Matrix rows) =>
        [.. Enumerable.Range(0, rows.Rows).Select(k => Math.Sqrt(RowProducts.Dot(rows.Row(k), rows.Row(k))))];

    /// <summary>|A/|A| - B/|B||_F, from 0 to 2; null when A or B is zero.</summary>
    public static double? NormalisedDistance(Matrix a, Matrix b)
    {
        double x = FrobeniusNorm(a), y = FrobeniusNorm(b);
        if (!(x > 0) || !(y > 0))
        {
            return null;
        }

        double sum = 0;
        for (int i = 0; i < a.Data.Length; i++)
        {
            double difference = (a.Data[i] / x) - (b.Data[i] / y);
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Standard deviation (ddof 0: divided by the number of values), by two passes.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
    }
}
