using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// NC2, equal and maximal angles, from the cosines of all pairs of K vectors (Papyan, Han and Donoho 2020). Invariant
/// under rotation and scaling of each vector by its own positive factor.
/// </summary>
public sealed class Equiangularity
{
    private readonly double[] _cosines;
    private readonly double _target;

    private Equiangularity(double[] cosines, int k)
    {
        _cosines = cosines;
        _target = -1.0 / (k - 1);
    }

    /// <summary>Standard deviation (ddof 0) of the cosines over pairs: 0 exactly when all angles are equal.</summary>
    public double Deviation => Gram.Deviation(_cosines);

    /// <summary>Mean of |cos + 1/(K-1)| over pairs: 0 exactly when all angles are those of the simplex ETF.</summary>
    public double MeanFromMaximal => _cosines.Average(c => Math.Abs(c - _target));

    /// <summary>Maximum of |cos + 1/(K-1)| over pairs, which no average can hide.</summary>
    public double WorstFromMaximal => _cosines.Max(c => Math.Abs(c - _target));

    /// <summary>Takes the cosines of the rows; null when a row is zero (its angles are undefined) or there is only one.</summary>
    public static Equiangularity? Of(Matrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] norms = Gram.RowNorms(rows);
        if (rows.Rows < 2 || !Array.TrueForAll(norms, x => x > 0))
        {
            return null;
        }

        Matrix unit = Matrix.Create(rows.Rows, rows.Columns, (k, j) => rows[k, j] / norms[k]);
        Matrix gram = Gram.Of(unit, unit);
        var cosines = new double[rows.Rows * (rows.Rows - 1) / 2];
        int next = 0;
        for (int i = 0; i < rows.Rows; i++)
        {
            for (int j = i + 1; j < rows.Rows; j++)
            {
                cosines[next++] = gram[i, j];
            }
        }

        return new(cosines, rows.Rows);
    }
}
