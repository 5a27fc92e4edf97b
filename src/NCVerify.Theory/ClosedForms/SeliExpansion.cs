using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// How the regularisation path reaches SELI (claim SELI-16): with L = log(1/lambda), sum over samples, Z = L P + Delta + O(1/L), and
/// the normalised distances of Z, W W' and M'M to SELI are C/L. Any class sizes.
/// </summary>
public sealed class SeliExpansion
{
    /// <summary>The expansion for the given class sizes (positive; fractional sizes stand for weights).</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive and finite.</exception>
    public SeliExpansion(IReadOnlyList<double> sizes)
    {
        Seli = new Seli(sizes);
        int k = sizes.Count;
        Matrix gaps = Matrix.Create(k, k, (c, j) => c == j ? 0 : -Math.Log(Seli.Multipliers[c, j]));
        double[] own = [.. Enumerable.Range(0, k).Select(j => gaps.Column(j).Sum() / k)];
        Delta = Matrix.Create(k, k, (c, j) => own[j] - gaps[c, j]);

        // First-order change of G = (Z D Z')^(1/2) solves G X + X G = Delta D P + P D Delta', and that of Z' G^+ Z follows.
        Matrix diagonal = Matrix.Diagonal([.. sizes]), centring = Matrix.Centring(k);
        Matrix square = Delta * diagonal * centring;
        Matrix classifiers = Sylvester(square + square.Transpose());
        Matrix cross = Delta.Transpose() * Seli.MeanGram;
        Matrix means = cross + cross.Transpose() - (Seli.MeanGram * classifiers * Seli.MeanGram);
        RateZ = Rate(Delta, Seli.Logits);
        RateW = Rate(classifiers, Seli.ClassifierGram);
        RateH = Rate(means, Seli.MeanGram);
    }

    /// <summary>The limit.</summary>
    public Seli Seli { get; }

    /// <summary>Delta (K x K): columns sum to zero, and column j has gaps -log b_{c|j} to class c, b the multipliers of SELI-04.</summary>
    public Matrix Delta { get; }

    /// <summary>C_Z: distance of the logits to P, times L.</summary>
    public double RateZ { get; }

    /// <summary>C_W: distance of W W' to that of SELI, times L.</summary>
    public double RateW { get; }

    /// <summary>C_H: distance of M'M to that of SELI, times L.</summary>
    public double RateH { get; }

    // |part of the change orthogonal to the limit| / |limit|.
    private static double Rate(Matrix change, Matrix limit)
    {
        double norm2 = limit.SquaredNorm();
        return (change - (limit.InnerProduct(change) / norm2 * limit)).FrobeniusNorm() / Math.Sqrt(norm2);
    }

    private Matrix Sylvester(Matrix right)
    {
        SymmetricEigen eigen = SymmetricEigen.Decompose(Seli.ClassifierGram);
        Matrix v = eigen.Vectors, inBasis = v.Transpose() * right * v;

        // The least eigenvalue is the zero of the vector 1, where the right side vanishes too.
        Matrix solved = Matrix.Create(right.Rows, right.Rows, (i, j) => i == 0 || j == 0 ? 0 : inBasis[i, j] / (eigen.Values[i] + eigen.Values[j]));
        return v * solved * v.Transpose();
    }
}
