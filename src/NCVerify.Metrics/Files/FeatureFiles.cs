using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Opens features, labels and classifiers from .npy (1.0, 2.0, 3.0), IDX and CSV files, plain or gzip-compressed, and from
/// .npz and .safetensors files. The format is recognised by content. Headers are checked against the length of the data
/// before anything is allocated. A place is PATH, PATH:NAME for an array in a .npz or .safetensors file, or a pattern with *
/// or ? for several files that hold one array.
/// </summary>
public static class FeatureFiles
{
    // Two tables of this size and their working copies still fit into the memory of a small machine.
    private const long MostEntries = 1L << 27;

    /// <summary>
    /// Features of shape (N, d), or (N, ...) flattened per sample with the last axis fastest; float or integer. They stay
    /// in the file and are read in blocks.
    /// </summary>
    /// <param name="place">A place, see above.</param>
    /// <param name="role">What they are for, by which an array is found in a file of several.</param>
    /// <exception cref="FeatureFileException">The file is missing, damaged, of another format, or of another shape.</exception>
    public static FeatureSource OpenFeatures(string place, ArrayRole role = ArrayRole.Features) =>
        Whole(Shards.Expand(place), one => OpenOne(one, role), parts => new ShardedFeatures(parts));

    /// <summary>Features in several places, one after another.</summary>
    /// <exception cref="FeatureFileException">A file is missing, damaged, of another format, or of another shape.</exception>
    public static FeatureSource OpenFeatures(IReadOnlyList<string> places, ArrayRole role = ArrayRole.Features)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Whole([.. places.SelectMany(Shards.Expand)], one => OpenOne(one, role), parts => new ShardedFeatures(parts));
    }

    /// <summary>Integer labels of shape (N,) or (N, 1), of any width.</summary>
    /// <exception cref="FeatureFileException">The file is missing, damaged, of another format or shape, or not of integers.</exception>
    public static LabelSource OpenLabels(string place, ArrayRole role = ArrayRole.Labels) => OpenLabels([place], role);

    /// <summary>Labels in several places, one after another.</summary>
    /// <exception cref="FeatureFileException">A file is missing, damaged, of another format or shape, or not of integers.</exception>
    public static LabelSource OpenLabels(IReadOnlyList<string> places, ArrayRole role = ArrayRole.Labels)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Whole([.. places.SelectMany(Shards.Expand)], one => OpenOneOfLabels(one, role), parts => new ShardedLabels(parts));
    }

    /// <summary>The files that places name, patterns replaced by what they match.</summary>
    /// <exception cref="FeatureFileException">A pattern matches nothing.</exception>
    public static IReadOnlyList<string> Places(IReadOnlyList<string> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return [.. places.SelectMany(Shards.Expand)];
    }

    /// <summary>
    /// Whether a file holds several arrays, one of which is named for the role: "features.npz" may hold labels, too. Tables
    /// of text hold labels when a column is named so.
    /// </summary>
    /// <exception cref="FeatureFileException">The file is missing or damaged.</exception>
    public static bool Holds(string place, ArrayRole role)
    {
        string first = Shards.Expand(place)[0];
        if (ArrayFormat.IsText(first, out string path, out _))
        {
            return role == ArrayRole.Labels && TextTable.Open(path).Layout.LabelColumn is not null;
        }

        return ArrayFormat.Arrays(first) is { } names && ArrayNames.Find(role, names) is not null;
    }

    private static T Whole<T>(IReadOnlyList<string> places, Func<string, T> open, Func<IReadOnlyList<T>, T> join) =>
        places.Count == 1 ? open(places[0]) : join([.. places.Select(open)]);

    private static FeatureSource OpenOne(string place, ArrayRole role)
    {
        if (ArrayFormat.IsText(place, out string text, out _))
        {
            return new TextFeatures(TextTable.Open(text));
        }

        ArrayLayout layout = ArrayFormat.ReadHeader(place, role);
        string path = layout.Path;
        if (layout.Shape.Length < 2)
        {
            throw new FeatureFileException(path, $"its shape is {layout.ShapeText}", "Features need shape (samples, dimension): for one feature per sample save a.reshape(-1, 1)");
        }

        // An axis of length 0 would let the others be of any length.
        if (layout.Shape.Contains(0) || (layout = layout.Verified()).Columns > MostEntries / 8)
        {
            throw new FeatureFileException(path, $"its shape is {layout.ShapeText}", $"At least one sample and 1 to {MostEntries / 8} features per sample are needed");
        }

        return (layout.FortranOrder && layout.Rows > 1, layout.Bytes.Plain) switch
        {
            (false, _) => new RowMajorFeatures(layout),
            (true, true) => new ColumnMajorFeatures(layout),
            _ => new HeldFeatures(layout),
        };
    }

    private static LabelSource OpenOneOfLabels(string place, ArrayRole role)
    {
        if (ArrayFormat.IsText(place, out string text, out string? column))
        {
            return TextLabels.Find(TextTable.Open(text), column);
        }

        ArrayLayout layout = ArrayFormat.ReadHeader(place, role);
        if (!layout.Element.IsInteger)
        {
            throw new FeatureFileException(layout.Path, $"its labels are stored as {layout.Element.Code}", "Labels must be integers: save labels.astype('int64')");
        }

        if (layout.Shape.Skip(1).Any(n => n != 1))
        {
            throw new FeatureFileException(layout.Path, $"its shape is {layout.ShapeText}", "Labels need shape (samples,): from one-hot rows save a.argmax(axis=1)");
        }

        return new FileLabels(layout.Verified());
    }

    /// <summary>The weights W of shape (K, d), and, where a file is given, the bias of shape (K,).</summary>
    /// <exception cref="FeatureFileException">A file is missing, damaged, of another format or shape, or not finite.</exception>
    public static LinearClassifier LoadClassifier(string weightsPath, string? biasPath)
    {
        FeatureSource source = OpenOne(weightsPath, ArrayRole.Weights);
        var weights = new Matrix(CheckedRows(weightsPath, source.Samples, source.Dimension), source.Dimension, ReadAll(source));
        double[]? bias = biasPath is null ? null : LoadVector(biasPath);
        if (bias is not null && bias.Length != weights.Rows)
        {
            throw new FeatureFileException(biasPath!, $"it has {bias.Length} entries but {weightsPath} has {weights.Rows} rows", "One bias per row of the weights is needed");
        }

        return new LinearClassifier(weights, bias);
    }

    private static double[] LoadVector(string path)
    {
        ArrayLayout layout = ArrayFormat.ReadHeader(path, ArrayRole.Bias);
        if (layout.Shape.Count(n => n != 1) > 1)
        {
            throw new FeatureFileException(path, $"its shape is {layout.ShapeText}", "A bias needs shape (classes,)");
        }

        long length = layout.Shape.Max();
        layout = layout.Verified() with { Shape = [1, length], FortranOrder = false };
        CheckedRows(path, 1, length);
        return ReadAll(new RowMajorFeatures(layout));
    }

    private static int CheckedRows(string path, long rows, long columns) => rows * columns <= MostEntries
        ? (int)rows
        : throw new FeatureFileException(path, $"{rows} x {columns} numbers are too many for a classifier", $"At most {MostEntries} entries are read");

    private static double[] ReadAll(FeatureSource source)
    {
        var data = new double[source.Samples * source.Dimension];
        using FeatureCursor cursor = source.Open();
        int read = 0;
        while (cursor.Read(data.AsSpan(read * source.Dimension)) is > 0 and int rows)
        {
            read += rows;
        }

        int bad = Array.FindIndex(data, x => !double.IsFinite(x));
        return bad < 0 ? data : throw new FeatureFileException(
            source.Name,
            $"the entry in row {bad / source.Dimension}, column {bad % source.Dimension} (counted from 0) is not finite",
            "Weights and biases must be finite");
    }
}
