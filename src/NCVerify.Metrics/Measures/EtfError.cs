using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Distance of a K x K product from the simplex equiangular tight frame (Zhu et al., NeurIPS 2021):
/// |G/|G|_F - (I - 11'/K)/sqrt(K-1)|_F with G = MM' or WW' (NC2) or WM' (NC3). Invariant under rotation and common scaling.
/// </summary>
public static class EtfError
{
    /// <summary>NC2 for the rows of one table; null when it is zero.</summary>
    public static double? Of(Matrix rows) => OfProduct(rows, rows);

    internal static double? Of(RowGram product) => product.Named.Etf;

    /// <summary>NC3 for two tables, W M'; null when the product is zero.</summary>
    public static double? OfProduct(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Of(new RowGram(a, b));
    }
}
