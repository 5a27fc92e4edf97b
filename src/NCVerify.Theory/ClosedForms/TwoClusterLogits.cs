using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Class logits that are invariant under permutations inside two clusters A (K_A classes) and B (K_B classes):
/// Z = aA (I - J/K_A) on A, aB (I - J/K_B) on B, plus c (t1, t2) on the cluster means, c = (sqrt(K_B/K), -sqrt(K_A/K)) in
/// the basis of normalised cluster indicators (claims LPM-4, HL-2). Columns are classes.
/// </summary>
/// <param name="A">K_A, at least 1.</param>
/// <param name="B">K_B, at least 1.</param>
/// <param name="ContrastA">aA, 0 where K_A = 1.</param>
/// <param name="ContrastB">aB, 0 where K_B = 1.</param>
/// <param name="Mean1">t1.</param>
/// <param name="Mean2">t2.</param>
public sealed record TwoClusterLogits(int A, int B, double ContrastA, double ContrastB, double Mean1, double Mean2)
{
    private double K => A + B;

    /// <summary>tau = sqrt(t1^2 + t2^2), the singular value of the cluster means.</summary>
    public double MeanNorm => Math.Sqrt((Mean1 * Mean1) + (Mean2 * Mean2));

    /// <summary>Own logit of a sample of A.</summary>
    public double OwnA => (ContrastA * (1 - (1.0 / A))) + (Mean1 * Math.Sqrt(B / K) / A);

    /// <summary>Logit that a sample of A gives to another class of A.</summary>
    public double OtherA => (-ContrastA / A) + (Mean1 * Math.Sqrt(B / K) / A);

    /// <summary>Logit that a sample of A gives to a class of B.</summary>
    public double FromAToB => -Mean1 / Math.Sqrt(K * B);

    /// <summary>Own logit of a sample of B.</summary>
    public double OwnB => (ContrastB * (1 - (1.0 / B))) - (Mean2 * Math.Sqrt(A / K) / B);

    /// <summary>Logit that a sample of B gives to another class of B.</summary>
    public double OtherB => (-ContrastB / B) - (Mean2 * Math.Sqrt(A / K) / B);

    /// <summary>Logit that a sample of B gives to a class of A.</summary>
    public double FromBToA => Mean2 / Math.Sqrt(K * A);

    /// <summary>Cross-entropy of a sample of A.</summary>
    public double LossA => Special.Log1p(((A - 1) * Special.Exp(OtherA - OwnA)) + (B * Special.Exp(FromAToB - OwnA)));

    /// <summary>Cross-entropy of a sample of B.</summary>
    public double LossB => Special.Log1p(((B - 1) * Special.Exp(OtherB - OwnB)) + (A * Special.Exp(FromBToA - OwnB)));

    /// <summary>The logits (K x K, a column per class, A first).</summary>
    public Matrix Logits => Matrix.Create(A + B, A + B, (i, j) => (i < A, j < A) switch
    {
        (true, true) => i == j ? OwnA : OtherA,
        (false, true) => FromAToB,
        (true, false) => FromBToA,
        _ => i == j ? OwnB : OtherB,
    });

    /// <summary>|Z D^(1/2)|_* for sizes a of A and b of B: (K_A-1) aA sqrt a + (K_B-1) aB sqrt b + sqrt(a t1^2 + b t2^2).</summary>
    public double NuclearNorm(double sizeA, double sizeB) =>
        ((A - 1) * ContrastA * Math.Sqrt(sizeA)) + ((B - 1) * ContrastB * Math.Sqrt(sizeB)) + ScaledMeanNorm(sizeA, sizeB);

    /// <summary>
    /// (Z D Z')^(1/2) for sizes a of A and b of B, the shape of the classifier Gram: aA sqrt a and aB sqrt b on the contrasts,
    /// sqrt(a t1^2 + b t2^2) on c.
    /// </summary>
    public Matrix RowRoot(double sizeA, double sizeB)
    {
        double a = ContrastA * Math.Sqrt(sizeA), b = ContrastB * Math.Sqrt(sizeB), mean = ScaledMeanNorm(sizeA, sizeB);
        return Matrix.Create(A + B, A + B, (i, j) => (i < A, j < A) switch
        {
            (true, true) => (i == j ? a : 0) - (a / A) + (mean * B / (K * A)),
            (false, false) => (i == j ? b : 0) - (b / B) + (mean * A / (K * B)),
            _ => -mean / K,
        });
    }

    /// <summary>Cosine between classifiers of two classes of B: (tau A/K - aB)/(tau A/K + aB (B-1)) in scaled terms; NaN where B is zero.</summary>
    public double CosineB(double sizeA, double sizeB)
    {
        double mean = ScaledMeanNorm(sizeA, sizeB) * A / K, b = ContrastB * Math.Sqrt(sizeB);
        return (mean - b) / (mean + (b * (B - 1)));
    }

    private double ScaledMeanNorm(double sizeA, double sizeB) => Math.Sqrt((sizeA * Mean1 * Mean1) + (sizeB * Mean2 * Mean2));
}
