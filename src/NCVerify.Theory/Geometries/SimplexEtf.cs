using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Simplex equiangular tight frame: equal norms and all cosines -1/(K-1), classifiers aligned with class means
/// (Papyan, Han and Donoho 2020). All three matrices are I - 11'/K, up to scale.
/// </summary>
public sealed class SimplexEtf(int classes)
    : Geometry("simplex ETF", Matrix.Centring(CheckedClasses(classes)), Matrix.Centring(classes), Matrix.Centring(classes))
{
    /// <summary>The common cosine -1/(K-1).</summary>
    public static double Cosine(int classes) => -1.0 / (CheckedClasses(classes) - 1);
}
