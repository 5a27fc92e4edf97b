using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// SELI, the geometry of simplex-encoded-label interpolation, for any class sizes (Thrampoulidis, Kini, Vakilian and
/// Behnia 2022; general sizes are claim SELI-03): with D = diag(n) and P = I - 11'/K, W W' = (PDP)^{1/2},
/// M'M = (PDP)^{+1/2} and logits P. The scale is that of min (|W|^2 + |H|^2)/2 with all margins at least 1.
/// </summary>
public sealed class Seli : Geometry
{
    /// <summary>SELI of the given class sizes (positive; fractional sizes stand for weights).</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive and finite.</exception>
    public Seli(IReadOnlyList<double> sizes)
        : this(new CentredSizes(sizes))
    {
    }

    /// <summary>SELI of the given class sizes.</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one below 1.</exception>
    public Seli(IReadOnlyList<int> sizes)
        : this(new CentredSizes(sizes))
    {
    }

    private Seli(CentredSizes spectrum)
        : base("SELI", spectrum.Function(Math.Sqrt), spectrum.Function(s => 1 / Math.Sqrt(s)), Matrix.Centring(spectrum.Sizes.Count)) =>
        Spectrum = spectrum;

    /// <summary>The eigen-decomposition of PDP.</summary>
    public CentredSizes Spectrum { get; }

    /// <inheritdoc/>
    public override bool ScaleIsFixed => true;

    /// <summary>Singular values of the SEL matrix P Y (K x N), the K - 1 nonzero ones, largest first.</summary>
    public IReadOnlyList<double> SingularValues => [.. Spectrum.Eigenvalues.Select(Math.Sqrt)];

    /// <summary>Nuclear norm of the SEL matrix: the optimal value of the separation problem.</summary>
    public double NuclearNorm => SingularValues.Sum();

    /// <summary>
    /// Multipliers b_{c|j} = -(PDP)^{+1/2}_{cj} of the margin constraints of one sample of class j against class c
    /// (K x K, symmetric, positive off the diagonal; the diagonal is set to zero).
    /// </summary>
    public Matrix Multipliers => Matrix.Create(Classes, Classes, (i, j) => i == j ? 0 : -MeanGram[i, j]);
}
