using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// How far own logits move (in X) under forces on own logits, when pairs of modes respond on their own: entry (a, b) is the sum
/// over pairs of modes i, j of sum_ij s(a) s(b) + difference_ij d(a) d(b), s and d the symmetric and antisymmetric parts of
/// v_i u_j at the own entry. The two tables are smooth, so a few dyads replace them, and then it is a sum of Hadamard
/// products. The result is never below the exact one, as quadratic forms.
/// </summary>
internal sealed class OwnResponse(Matrix features, Matrix classifiers, int rank)
{
    private const double Goal = 1.15;

    private readonly Matrix _v = Part(features, 0, rank), _u = Part(classifiers, 0, rank);
    private readonly Matrix _v0 = Part(features, rank, features.Columns), _u0 = Part(classifiers, rank, classifiers.Columns);

    /// <summary>From the responses (G x r, row: mode, column: active mode) of sums and differences of mirrored pairs.</summary>
    public Matrix Find(Matrix sum, Matrix difference)
    {
        int g = features.Rows;
        var total = new Matrix(g, g);
        Add(total, Rows(sum, 0, rank), 1, _v, _u, _v, _u);
        Add(total, Rows(difference, 0, rank), -1, _v, _u, _v, _u);
        if (rank < g)
        {
            // Pairs with one active mode come in two orders; twice one of them, made symmetric below.
            Add(total, Rows(sum, rank, g), 1, _v0, _u0, _v, _u);
            Add(total, Rows(difference, rank, g), -1, _v0, _u0, _v, _u);
        }

        return Matrix.Create(g, g, (i, j) => 0.5 * (total[i, j] + total[j, i]));
    }

    private static void Add(Matrix total, Matrix table, double sign, Matrix vi, Matrix ui, Matrix vj, Matrix uj)
    {
        bool mirrored = ReferenceEquals(vi, vj);
        foreach ((double[] x, double[] y) in LowRank.Above(table, Goal))
        {
            Hadamard(total, 0.5, Weighted(vi, x, vi), Weighted(uj, y, uj));
            Hadamard(total, sign * (mirrored ? 0.5 : 1), Weighted(vi, x, ui), Weighted(uj, y, vj));
            if (!mirrored)
            {
                Hadamard(total, 0.5, Weighted(vj, y, vj), Weighted(ui, x, ui));
            }
        }
    }

    private static Matrix Weighted(Matrix a, double[] weight, Matrix b)
    {
        var scaled = new Matrix(a.Rows, a.Columns);
        for (int i = 0; i < a.Rows; i++)
        {
            VectorOperations.Multiply(a.Row(i), weight, scaled.Row(i));
        }

        return MatrixProduct.MultiplyTranspose(scaled, b);
    }

    private static void Hadamard(Matrix total, double factor, Matrix a, Matrix b)
    {
        VectorOperations.Scale(factor, a.Data, a.Data);
        VectorOperations.MultiplyAdd(a.Data, b.Data, total.Data);
    }

    private static Matrix Part(Matrix m, int first, int end)
    {
        var part = new Matrix(m.Rows, end - first);
        for (int i = 0; i < m.Rows; i++)
        {
            m.Row(i)[first..end].CopyTo(part.Row(i));
        }

        return part;
    }

    private static Matrix Rows(Matrix m, int first, int end) => new(end - first, m.Columns, m.Data[(first * m.Columns)..(end * m.Columns)]);
}
