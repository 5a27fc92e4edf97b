using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A ReLU chain that outputs the identity exactly, by its factors at unit scale; its energy product decides against deep
/// neural collapse (claims MSE-F2 and MSE-D5). Codes: classes are the edges of a complete graph of r vertices, hidden units
/// the m-subsets t of vertices, and the pre-activation |e and t| - 1 leaves after the ReLU exactly the pairs e inside t.
/// </summary>
public sealed class ReluCode
{
    private ReluCode(int layers, Matrix first, IReadOnlyList<Matrix> others)
    {
        (Layers, FirstPreactivation, OtherLayers) = (layers, first, others);
        double nuclear = SingularValues(first).Sum();
        EnergyProduct = others.Aggregate(nuclear * nuclear, (x, w) => x * w.SquaredNorm());
        K = first.Columns;
    }

    /// <summary>Number of classes.</summary>
    public int K { get; }

    /// <summary>Number of layers M.</summary>
    public int Layers { get; }

    /// <summary>W_1 H.</summary>
    public Matrix FirstPreactivation { get; }

    /// <summary>W_2, ..., W_M.</summary>
    public IReadOnlyList<Matrix> OtherLayers { get; }

    /// <summary>|W_1 H|_*^2 |W_2|^2 ... |W_M|^2.</summary>
    public double EnergyProduct { get; }

    /// <summary>K^(M+1), the product for deep neural collapse.</summary>
    public double CollapseProduct => Math.Pow(K, Layers + 1);

    /// <summary>Geometric mean of the M + 1 energies.</summary>
    public double MeanEnergy => Math.Pow(EnergyProduct, 1.0 / (Layers + 1));

    /// <summary>
    /// The best scaling of a chain of mean energy Q: min over zeta of (1 - zeta)^2/2 + ((M+1)/2)(n Lambda)^(1/(M+1)) Q zeta^(2/(M+1)).
    /// </summary>
    public static SingularValueFit Rescaled(double energy, int layers, int perClass, double product) =>
        new(layers, 1, perClass * product * Math.Pow(energy, layers + 1), 1);

    /// <summary>The code of three classes, for four or more layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than four layers.</exception>
    public static ReluCode ThreeClasses(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 4);
        double g = Math.Pow(5, -0.25);
        Matrix t = Matrix.FromRows([[1, 0, 1], [0, 1, 1]]), wide = Matrix.FromRows([[1, -1], [-1, 1], [g, g]]);
        Matrix hidden = (wide * t).Map(x => Math.Max(x, 0));
        return new(layers, t, [.. Enumerable.Repeat(Matrix.Identity(2), layers - 3), wide, PseudoInverse(hidden)]);
    }

    /// <summary>The code of edges of r vertices by m-subsets, for two or more layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">r below 3 or above 12, m outside 2..r, fewer subsets than edges, or fewer than two layers.</exception>
    public static ReluCode Edges(int vertices, int subset, int layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vertices, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vertices, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(subset, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subset, vertices);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 2);
        int[] edges = Masks(vertices, 2), units = Masks(vertices, subset);

        // The hidden units span all classes exactly when there are as many of them (Gottlieb's theorem on inclusion matrices).
        if (units.Length < edges.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(subset), $"{units.Length} subsets cannot tell {edges.Length} edges apart.");
        }

        Matrix incidence = Matrix.Create(vertices, edges.Length, (v, e) => edges[e] >> v & 1);
        Matrix membership = Matrix.Create(units.Length, vertices, (t, v) => (units[t] >> v & 1) - 0.5);
        Matrix read = PseudoInverse((membership * incidence).Map(x => Math.Max(x, 0)));
        return layers == 2
            ? new(layers, membership * incidence, [read])
            : new(layers, incidence, [.. Enumerable.Repeat(Matrix.Identity(vertices), layers - 3), membership, read]);
    }

    /// <summary>Singular values, largest first.</summary>
    public static double[] SingularValues(Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        Matrix gram = a.Rows < a.Columns ? MatrixProduct.MultiplyTranspose(a, a) : MatrixProduct.TransposeMultiply(a, a);
        return [.. SymmetricEigen.Decompose(gram).Values.Reverse().Select(x => x > 1e-11 * gram.MaxAbs() ? Math.Sqrt(x) : 0)];
    }

    // (A'A)^-1 A' for full column rank.
    private static Matrix PseudoInverse(Matrix a)
    {
        var eigen = SymmetricEigen.Decompose(MatrixProduct.TransposeMultiply(a, a));
        return eigen.Function(x => x > 1e-11 * eigen.Values[^1] ? 1 / x : 0) * a.Transpose();
    }

    private static int[] Masks(int vertices, int size) =>
        [.. Enumerable.Range(0, 1 << vertices).Where(x => System.Numerics.BitOperations.PopCount((uint)x) == size)];
}
