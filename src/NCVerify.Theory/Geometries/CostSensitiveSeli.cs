using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The geometry of cost-sensitive separation, min (|W|^2 + |H|^2)/2 subject to t_y w_y.h - t_c w_c.h >= m_y (claims RW-01, RW-02):
/// with v along 1/t, Q = I - vv' and E = D diag(m/t)^2, W W' = (Q E Q)^{1/2}, M'M = diag(m/t) (Q E Q)^{+1/2} diag(m/t) and
/// logits Q diag(m/t). Label-dependent temperatures delta are m = 1/delta; class-dependent ones are t = delta.
/// </summary>
public sealed class CostSensitiveSeli : Geometry
{
    private CostSensitiveSeli(Matrix root, Matrix inverseRoot, Matrix projection, double[] scale)
        : base(
            "cost-sensitive SELI",
            root,
            Matrix.Create(scale.Length, scale.Length, (i, j) => scale[i] * inverseRoot[i, j] * scale[j]),
            Matrix.Create(scale.Length, scale.Length, (i, j) => projection[i, j] * scale[j]))
    {
    }

    /// <inheritdoc/>
    public override bool ScaleIsFixed => true;

    /// <summary>The optimal value: the nuclear norm of the logits of all samples.</summary>
    public double NuclearNorm => ClassifierGram.Trace();

    /// <summary>Label-dependent temperatures: delta_y (w_y - w_c).h >= 1.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, or an entry is not positive.</exception>
    public static CostSensitiveSeli OfLabels(IReadOnlyList<double> sizes, IReadOnlyList<double> delta)
    {
        double[] scale = Inverse(sizes, delta);
        var spectrum = new CentredSizes([.. sizes.Select((n, k) => n * scale[k] * scale[k])]);
        return new(spectrum.Function(Math.Sqrt), spectrum.Function(s => 1 / Math.Sqrt(s)), Matrix.Centring(sizes.Count), scale);
    }

    /// <summary>Class-dependent temperatures: (delta_y w_y - delta_c w_c).h >= 1.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, or an entry is not positive.</exception>
    public static CostSensitiveSeli OfClasses(IReadOnlyList<double> sizes, IReadOnlyList<double> delta)
    {
        double[] scale = Inverse(sizes, delta);
        double square = scale.Sum(x => x * x);
        double[] n = [.. sizes.Select((x, k) => x * scale[k] * scale[k])];
        double mean = n.Select((x, k) => x * scale[k] * scale[k] / square).Sum();
        Matrix projected = Matrix.Create(n.Length, n.Length, (i, j) => (i == j ? n[i] : 0) - (scale[i] * scale[j] / square * (n[i] + n[j] - mean)));
        SymmetricEigen eigen = SymmetricEigen.Decompose(projected);

        // Q E Q has the one eigenvalue 0 (of v); the others are at least min E.
        double cut = n.Min() / 2;
        Matrix projection = Matrix.Create(n.Length, n.Length, (i, j) => (i == j ? 1.0 : 0.0) - (scale[i] * scale[j] / square));
        return new(eigen.Function(x => x > cut ? Math.Sqrt(x) : 0), eigen.Function(x => x > cut ? 1 / Math.Sqrt(x) : 0), projection, scale);
    }

    private static double[] Inverse(IReadOnlyList<double> sizes, IReadOnlyList<double> delta)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(delta);
        return sizes.Count == delta.Count && delta.All(x => x > 0) && sizes.All(n => n > 0)
            ? [.. delta.Select(x => 1 / x)]
            : throw new ArgumentException("Class sizes and temperatures must be positive and equally many.", nameof(delta));
    }
}
