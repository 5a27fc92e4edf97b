using System.Runtime.CompilerServices;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The eigen-decomposition of PDP, D = diag(n), P = I - 11'/K, on the complement of 1, to high relative accuracy at any
/// imbalance. A size shared by g classes is an eigenvalue with multiplicity g - 1 (contrasts within the cluster); the
/// others are the roots of sum_c g_c/(n_c - s) = 0, one between each two neighbouring sizes, with eigenvector entries
/// 1/(n_i - s). Each root is kept as its offset from the nearest size, so no difference n_i - s loses digits.
/// </summary>
public sealed class CentredSizes
{
    private readonly double[] _distinct;
    private readonly int[] _count;
    private readonly int[] _cluster;
    private readonly Root[] _roots;

    /// <summary>Decomposes for the given class sizes.</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one below 1.</exception>
    public CentredSizes(IReadOnlyList<int> sizes)
        : this((sizes ?? throw new ArgumentNullException(nameof(sizes))).Select(n => (double)n).ToArray())
    {
    }

    /// <summary>Decomposes for the given class sizes (positive; fractional sizes stand for weights).</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive and finite.</exception>
    public CentredSizes(IReadOnlyList<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(n => !double.IsFinite(n) || n <= 0))
        {
            throw new ArgumentException("Class sizes must be at least two positive finite numbers.", nameof(sizes));
        }

        Sizes = [.. sizes];
        _distinct = [.. sizes.Distinct().Order()];
        _cluster = [.. sizes.Select(n => Array.BinarySearch(_distinct, n))];
        _count = new int[_distinct.Length];
        foreach (int c in _cluster)
        {
            _count[c]++;
        }

        _roots = [.. Enumerable.Range(0, _distinct.Length - 1).Select(FindRoot)];
        IEnumerable<double> contrasts = _distinct.SelectMany((n, c) => Enumerable.Repeat(n, _count[c] - 1));
        Eigenvalues = [.. contrasts.Concat(_roots.Select(r => r.Value)).OrderDescending()];
    }

    /// <summary>The class sizes n_1..n_K.</summary>
    public IReadOnlyList<double> Sizes { get; }

    /// <summary>The K - 1 nonzero eigenvalues of PDP, largest first, with multiplicity.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>Sum of f(eigenvalue) v v' over the K - 1 eigenpairs off 1 (K x K; the vector 1 is always mapped to 0).</summary>
    public Matrix Function(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        int clusters = _distinct.Length;
        double[] contrast = [.. _distinct.Select((n, c) => _count[c] > 1 ? f(n) : 0)];
        Matrix vectors = new(_roots.Length, clusters), weighted = new(_roots.Length, clusters);
        for (int r = 0; r < _roots.Length; r++)
        {
            Root root = _roots[r];
            double[] v = [.. _distinct.Select((n, c) => c == root.Pole ? -1 : root.Offset / (n - _distinct[root.Pole] - root.Offset))];
            double factor = f(root.Value) / v.Select((x, c) => _count[c] * x * x).Sum();
            v.CopyTo(vectors.Row(r));
            VectorOperations.Scale(factor, v, weighted.Row(r));
        }

        Matrix table = MatrixProduct.TransposeMultiply(weighted, vectors);
        return Matrix.Create(Sizes.Count, Sizes.Count, (i, j) =>
        {
            (int a, int b) = (_cluster[i], _cluster[j]);
            return table[a, b] + (a == b ? contrast[a] * ((i == j ? 1.0 : 0.0) - (1.0 / _count[a])) : 0);
        });
    }

    /// <summary>The pseudo-inverse of PDP in closed form, D^{-1} - D^{-1}11'D^{-1}/(1'D^{-1}1) (claim SELI-01); K x K.</summary>
    public Matrix PseudoInverse()
    {
        double[] inverse = [.. Sizes.Select(n => 1 / n)];
        double total = inverse.Sum();

        // 1 - (1/n_i)/total on the diagonal is the share of the others: summed, not subtracted.
        return Matrix.Create(inverse.Length, inverse.Length, (i, j) => i == j
            ? inverse[i] * inverse.Where((_, k) => k != i).Sum() / total
            : -inverse[i] * inverse[j] / total);
    }

    // The secular function at s = distinct[pole] + offset, increasing between two neighbouring sizes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Secular(int pole, double offset)
    {
        double sum = 0, at = _distinct[pole];
        double[] distinct = _distinct;
        int[] count = _count;
        for (int c = 0; c < distinct.Length; c++)
        {
            sum += count[c] / (distinct[c] - at - offset);
        }

        return sum;
    }

    private Root FindRoot(int lower)
    {
        double half = (_distinct[lower + 1] - _distinct[lower]) / 2;
        bool nearLower = Secular(lower, half) >= 0;
        (int pole, int sign) = nearLower ? (lower, 1) : (lower + 1, -1);

        // Bisection over the bit patterns of the distance to the pole: 64 steps to full relative precision at any scale.
        long below = 0, above = BitConverter.DoubleToInt64Bits(half);
        while (above - below > 1)
        {
            long middle = below + ((above - below) / 2);
            bool beyond = sign * Secular(pole, sign * BitConverter.Int64BitsToDouble(middle)) >= 0;
            (below, above) = beyond ? (below, middle) : (middle, above);
        }

        double offset = sign * BitConverter.Int64BitsToDouble(above);
        return new(pole, offset, _distinct[pole] + offset);
    }

    private readonly record struct Root(int Pole, double Offset, double Value);
}
