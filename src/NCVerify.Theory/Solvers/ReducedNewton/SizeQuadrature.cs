using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Few sizes that stand for many. Logits are smooth functions of the sizes of the two classes (up to a jump at the own class),
/// so sums over classes are integrals against the measure of sizes, and Gauss quadrature in log size turns the problem into
/// one with a few clusters of fractional counts: an approximation, used as a start only. The size at which classes begin to
/// collapse (HL-3) is a kink, so the measure is split there.
/// </summary>
internal sealed class SizeQuadrature
{
    /// <summary>Nodes per piece at most; for 11 to 310 samples logits are then right to some ten digits.</summary>
    private const int NodeLimit = 20;

    /// <summary>Pieces with fewer clusters are kept as they are.</summary>
    private const int SmallPiece = 10;

    /// <summary>Quadrature weights this near to 1 are counts of a single class.</summary>
    private const double SingleTolerance = 1e-6;

    private SizeQuadrature(SizeClusters nodes, Matrix interpolation) => (Nodes, Interpolation) = (nodes, interpolation);

    /// <summary>The few clusters.</summary>
    public SizeClusters Nodes { get; }

    /// <summary>Row: cluster of the full problem; column: node. Maps values at nodes to values at all sizes.</summary>
    public Matrix Interpolation { get; }

    /// <summary>Quadrature for the clusters, or null where it would not save much.</summary>
    public static SizeQuadrature? Find(SizeClusters clusters, double kink)
    {
        double[] size = [], count = [];
        var pieces = new List<(int First, Matrix Map)>();
        int above = clusters.Size.Count(s => s > kink);
        foreach ((int first, int end) in new[] { (0, above), (above, clusters.Clusters) })
        {
            if (end == first)
            {
                continue;
            }

            (double[] nodes, double[] weights, Matrix map) = Piece(clusters.Size[first..end], clusters.Count[first..end]);
            size = [.. size, .. nodes];
            count = [.. count, .. weights];
            pieces.Add((first, map));
        }

        if (2 * size.Length > clusters.Clusters)
        {
            return null;
        }

        var interpolation = new Matrix(clusters.Clusters, size.Length);
        int column = 0;
        foreach ((int first, Matrix map) in pieces)
        {
            for (int i = 0; i < map.Rows; i++)
            {
                map.Row(i).CopyTo(interpolation.Row(first + i)[column..]);
            }

            column += map.Columns;
        }

        return new(new SizeClusters(size, count), interpolation);
    }

    private static (double[] Nodes, double[] Weights, Matrix Map) Piece(double[] size, double[] count)
    {
        double[] t = [.. size.Select(Special.Log)];
        (double[] diagonal, double[] off) = Lanczos(t, count, Math.Min(NodeLimit, size.Length));
        double total = count.Sum();
        for (int k = size.Length > SmallPiece ? diagonal.Length : 0; k > 1; k--)
        {
            var eigen = SymmetricEigen.Decompose(Matrix.Create(k, k, (i, j) => i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? off[Math.Min(i, j)] : 0));
            double[] weights = [.. Enumerable.Range(0, k).Select(j => total * eigen.Vectors[0, j] * eigen.Vectors[0, j])];
            if (weights.Min() > 1 - SingleTolerance)
            {
                // Descending sizes, as everywhere.
                double[] nodes = [.. eigen.Values.Reverse()];
                return ([.. nodes.Select(x => Special.Exp(x))], [.. weights.Reverse().Select(w => w < 1 + SingleTolerance ? 1 : w)], Lagrange(t, nodes));
            }
        }

        return (size, count, Matrix.Identity(size.Length));
    }

    /// <summary>Recurrence coefficients of the polynomials that are orthogonal for the measure with given places and masses.</summary>
    private static (double[] Diagonal, double[] Off) Lanczos(double[] t, double[] mass, int steps)
    {
        double[] diagonal = new double[steps], off = new double[steps];
        double norm = Math.Sqrt(mass.Sum());
        double[] next = [.. mass.Select(m => Math.Sqrt(m) / norm)];
        var basis = new List<double[]>();
        for (int k = 0; k < steps; k++)
        {
            double[] q = next;
            basis.Add(q);
            next = new double[t.Length];
            VectorOperations.Multiply(t, q, next);
            diagonal[k] = VectorOperations.Dot(q, next);

            // Twice is enough for orthogonality to rounding.
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] b in basis)
                {
                    VectorOperations.AddScaled(-VectorOperations.Dot(b, next), b, next);
                }
            }

            off[k] = Math.Sqrt(VectorOperations.Dot(next, next));
            VectorOperations.Scale(1 / off[k], next, next);
        }

        return (diagonal, off);
    }

    /// <summary>Values at the nodes to values at t, by the polynomial through them (barycentric form).</summary>
    private static Matrix Lagrange(double[] t, double[] nodes)
    {
        double scale = 4 / Math.Max(nodes.Max() - nodes.Min(), 1e-300);
        double[] weight = [.. nodes.Select((x, i) => nodes.Where((_, j) => j != i).Aggregate(1.0, (product, y) => product / (scale * (x - y))))];
        var map = new Matrix(t.Length, nodes.Length);
        for (int i = 0; i < t.Length; i++)
        {
            int hit = Array.IndexOf(nodes, t[i]);
            double[] terms = [.. nodes.Select((x, j) => hit < 0 ? weight[j] / (t[i] - x) : j == hit ? 1 : 0)];
            VectorOperations.Scale(1 / terms.Sum(), terms, map.Row(i));
        }

        return map;
    }
}
