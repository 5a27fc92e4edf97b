using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Grams of the same tables, which several measures ask for, computed once.</summary>
internal sealed class GramCache
{
    private readonly List<(Matrix A, Matrix B, RowGram Gram)> _grams = [];

    /// <summary>A B' of two tables, which must not change afterwards.</summary>
    public RowGram Of(Matrix a, Matrix b)
    {
        RowGram? kept = _grams.Find(g => ReferenceEquals(g.A, a) && ReferenceEquals(g.B, b)).Gram;
        if (kept is null)
        {
            kept = new RowGram(a, b);
            _grams.Add((a, b, kept));
        }

        return kept;
    }
}
