using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Reporting;

/// <summary>One geometry as arrows: classifiers and class means in at most three dimensions.</summary>
/// <param name="Title">What it is, with $...$ mathematics.</param>
/// <param name="Geometry">The geometry, as Gram matrices.</param>
public sealed record GeometryPanel(string Title, Geometry Geometry)
{
    /// <summary>Classifiers, one row per class (K x r), each set scaled so that its longest vector has length 1.</summary>
    public Matrix Classifiers { get; } = Scaled(Embed(Geometry.ClassifierGram));

    /// <summary>Class means, one row per class (K x r), in the same frame as the classifiers.</summary>
    public Matrix Means { get; } = Scaled(Partners(Embed(Geometry.ClassifierGram), Geometry.Logits));

    /// <summary>
    /// Vectors with the given Gram matrix of rank r: the rows of its Cholesky factor without the columns of zero pivots, so
    /// that the first vector lies on the first axis, the second in the plane of the first two, and so on.
    /// </summary>
    public static Matrix Embed(Matrix gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        int k = gram.Rows;
        List<double[]> columns = [];
        double largest = Enumerable.Range(0, k).Max(i => gram[i, i]);
        for (int j = 0; j < k; j++)
        {
            int at = j;
            double pivot = gram[at, at] - columns.Sum(c => c[at] * c[at]);

            // A vector in the span of those before it adds no axis.
            if (pivot > 1e-12 * largest)
            {
                double length = Math.Sqrt(pivot);
                columns.Add([.. Enumerable.Range(0, k).Select(i => i < at ? 0 : (gram[i, at] - columns.Sum(c => c[i] * c[at])) / length)]);
            }
        }

        return Matrix.Create(k, columns.Count, (i, j) => columns[j][i]);
    }

    // Means m with W m_k = column k of the logits, in the span of the classifiers: (W'W)^-1 W' Z, by elimination.
    private static Matrix Partners(Matrix w, Matrix logits)
    {
        int k = w.Rows, r = w.Columns;
        double[][] system = [.. Enumerable.Range(0, r).Select(i => (double[])
        [
            .. Enumerable.Range(0, r).Select(j => Enumerable.Range(0, k).Sum(c => w[c, i] * w[c, j])),
            .. Enumerable.Range(0, k).Select(j => Enumerable.Range(0, k).Sum(c => w[c, i] * logits[c, j])),
        ])];
        for (int p = 0; p < r; p++)
        {
            for (int i = 0; i < r; i++)
            {
                double factor = i == p ? 0 : system[i][p] / system[p][p];
                for (int j = 0; factor != 0 && j < r + k; j++)
                {
                    system[i][j] -= factor * system[p][j];
                }
            }
        }

        return Matrix.Create(k, r, (c, i) => system[i][r + c] / system[i][i]);
    }

    private static Matrix Scaled(Matrix vectors)
    {
        double longest = Enumerable.Range(0, vectors.Rows).Max(i => Math.Sqrt(vectors.Row(i).ToArray().Sum(x => x * x)));
        return Matrix.Create(vectors.Rows, vectors.Columns, (i, j) => vectors[i, j] / longest);
    }
}

/// <summary>Pictures of geometries side by side.</summary>
/// <param name="Id">Name of its files.</param>
/// <param name="Title">Title.</param>
/// <param name="Caption">What is seen.</param>
/// <param name="RefutedBy">What would refute it.</param>
/// <param name="Search">Words that find the claims about it in the list.</param>
/// <param name="Columns">Panels in a row.</param>
/// <param name="Panels">The panels.</param>
public sealed record GeometryPicture(string Id, string Title, string Caption, string RefutedBy, string Search, int Columns, IReadOnlyList<GeometryPanel> Panels)
{
    /// <summary>Folder of the files, which no claim can have.</summary>
    public const string Folder = SitePaths.Data + "/_geometries";

    /// <summary>The pictures of the report.</summary>
    public static IReadOnlyList<GeometryPicture> All { get; } =
    [
        new(
            "balanced",
            "Geometries of balanced classes",
            "Solid arrows: classifiers $w_k$; dashed arrows: class means $h_k$, here in the same directions (self-duality). In the simplex ETF all cosines are $-1/(K-1)$; with nonnegative features and no bias they are 0, an orthogonal frame. The circle is the outline of the unit sphere.",
            "a minimiser, proved optimal, of the balanced problem whose Gram matrix is not a multiple of the one drawn.",
            "etf",
            3,
            [new("simplex ETF, $K = 3$", new SimplexEtf(3)), new("simplex ETF, $K = 4$", new SimplexEtf(4)), new("orthogonal frame, $K = 3$", new OrthogonalFrame(3))]),
        new(
            "seli",
            "SELI with growing imbalance",
            "Four classes of sizes $R$, $R$, 1, 1. At $R = 1$ it is the simplex ETF. As $R$ grows, the classifiers of the two minority classes (3 and 4) shrink and draw together, while the class means of the majority (1 and 2, dashed) do so; classifiers and means part. Each set is scaled to its longest vector.",
            "a solution of the separation problem, proved optimal, whose Gram matrices differ from $(PDP)^{1/2}$ and $(PDP)^{+1/2}$.",
            "seli",
            2,
            [.. new[] { 1, 3, 10, 100 }.Select(r => new GeometryPanel($"SELI, $R = {r.ToString(Exact.Culture)}$", new Seli([r, r, 1, 1])))]),
    ];

    /// <summary>Its file with some ending, relative to the report.</summary>
    public string File(string extension) => $"{Folder}/{Id}.{extension}";
}
