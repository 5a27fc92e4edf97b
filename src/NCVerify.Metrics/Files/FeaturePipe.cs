using System.IO.Compression;

namespace NCVerify.Metrics;

/// <summary>
/// Features that come through a pipe, seen once: .npy arrays one after another, or lines of text, either compressed with gzip
/// or not. With labels elsewhere (files, or a pipe of their own) every array holds features; without, features and labels
/// alternate, batch by batch, or a column of the text holds the labels. Archives have their contents at the end, so they are
/// copied to a file first (<see cref="Spool"/>).
/// </summary>
public static class FeaturePipe
{
    /// <summary>The place that names standard input.</summary>
    public const string StandardInput = "-";

    // A batch that must be held whole: half a gigabyte.
    private const long MostPerBatch = 1L << 26;

    /// <summary>The pipe that a place names: standard input, or a named pipe; null for anything else.</summary>
    /// <exception cref="FeatureFileException">It cannot be opened.</exception>
    public static Stream? TryOpen(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (string.Equals(place, StandardInput, StringComparison.Ordinal))
        {
            return new PipeStream(Console.OpenStandardInput(), "standard input");
        }

        // Pipes have no length. A regular file of length 0 can be sought in, and is refused later with its reason.
        if (!File.Exists(place) || new FileInfo(place).Length > 0)
        {
            return null;
        }

        FileStream stream = ArrayBytes.OpenFile(place);
        if (!stream.CanSeek)
        {
            return new PipeStream(stream, place);
        }

        stream.Dispose();
        return null;
    }

    /// <summary>Reads a pipe to its end.</summary>
    /// <param name="features">The pipe.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="labels">Files of labels, or one pipe of them; empty when they come between the features.</param>
    /// <param name="classifier">The last layer; null without one.</param>
    /// <param name="cancellation">Ends the reading early, also while the pipe is silent.</param>
    /// <exception cref="FeatureFileException">What comes is no .npy array of the expected kind, ends early or is not finite.</exception>
    /// <exception cref="MeasureException">Numbers of samples and labels differ, or there is one class only.</exception>
    public static ClassStatistics Collect(Stream features, string name, IReadOnlyList<string> labels, LinearClassifier? classifier = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        name = string.Equals(name, StandardInput, StringComparison.Ordinal) ? "standard input" : name;
        using PipeStream pipe = Decompressed(features, name, cancellation);
        bool text = Begins(pipe) == PipeContent.Text;
        using var arrays = new PipedArrays(pipe);
        if (labels.Count == 0)
        {
            return text ? PipedText.Collect(pipe, null, name, classifier) : Alternating(arrays, name, classifier);
        }

        using Stream? labelPipe = labels.Count == 1 ? TryOpen(labels[0]) : null;
        using LabelCursor cursor = labelPipe is null ? FeatureFiles.OpenLabels(labels).Open() : new PipedLabels(new PipedArrays(Decompressed(labelPipe, labels[0], cancellation)));
        string labelsName = string.Join(", ", labels);
        return text ? PipedText.Collect(pipe, cursor, labelsName, classifier) : Separate(arrays, name, cursor, labelsName, classifier);
    }

    /// <summary>
    /// Copies what comes through a pipe into a file of a folder if it is an archive (.npz) or a .safetensors file, which cannot be
    /// read forward: the first has its contents at the end, and in both labels may stand behind the features. Null for anything
    /// else, which stays in the pipe.
    /// </summary>
    public static string? Spool(Stream features, string folder, CancellationToken cancellation = default)
    {
        if (features is not PipeStream pipe)
        {
            return null;
        }

        pipe.Cancellation = cancellation;
        if (Begins(pipe) != PipeContent.Archive)
        {
            return null;
        }

        string path = Path.Combine(folder, "piped");
        using FileStream file = File.Create(path);
        pipe.CopyTo(file);
        return path;
    }

    internal static MeasureException TooFewLabels(string name, string labelsName, long samples) =>
        new($"{name} brings more samples than {labelsName} holds labels (after {samples} samples); one label per sample is needed, in the same order.");

    internal static MeasureException TooManyLabels(string name, string labelsName, long samples) =>
        new($"{name} ended after {samples} samples but {labelsName} goes on; one label per sample is needed, in the same order.");

    private static PipeStream Decompressed(Stream stream, string name, CancellationToken cancellation)
    {
        PipeStream pipe = stream as PipeStream ?? new PipeStream(stream, name);
        pipe.Cancellation = cancellation;
        return pipe.Peek(2) is [0x1F, 0x8B] ? new PipeStream(new GZipStream(pipe, CompressionMode.Decompress), name) { Cancellation = cancellation } : pipe;
    }

    private static PipeContent Begins(PipeStream pipe) => pipe.Peek(16) switch
    {
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => PipeContent.Archive,
        var start when SafetensorsHeader.Matches(start) => PipeContent.Archive,
        var start when ArrayFormat.LooksLikeText(start) => PipeContent.Text,
        _ => PipeContent.Arrays,
    };

    private enum PipeContent
    {
        Arrays,
        Text,
        Archive,
    }

    private static ClassStatistics Separate(PipedArrays arrays, string name, LabelCursor labels, string labelsName, LinearClassifier? classifier)
    {
        ClassAccumulator? accumulator = null;
        while (arrays.Next() is { } layout)
        {
            accumulator = Accumulator(accumulator, layout, classifier);
            int d = accumulator.Dimension, room = layout.FortranOrder ? Whole(layout) : BlockPass.BlockRows(d);
            var block = new double[room * d];
            var own = new long[room];
            for (long left = layout.Rows; left > 0;)
            {
                int rows = (int)Math.Min(left, room);
                arrays.Read(block.AsSpan(0, rows * d));
                if (labels.Read(own.AsSpan(0, rows)) != rows)
                {
                    throw TooFewLabels(name, labelsName, accumulator.Samples);
                }

                accumulator.Add(block.AsSpan(0, rows * d), own.AsSpan(0, rows));
                left -= rows;
            }
        }

        return labels.Read(new long[1]) == 0
            ? Finished(accumulator, name)
            : throw TooManyLabels(name, labelsName, accumulator?.Samples ?? 0);
    }

    private static ClassStatistics Alternating(PipedArrays arrays, string name, LinearClassifier? classifier)
    {
        ClassAccumulator? accumulator = null;
        while (arrays.Next() is { } layout)
        {
            accumulator = Accumulator(accumulator, layout, classifier);
            var batch = new double[Whole(layout) * accumulator.Dimension];
            arrays.Read(batch);
            var labels = new long[layout.Rows];
            ArrayLayout? next = arrays.Next();
            if (next is null || !next.Element.IsInteger || next.Rows != layout.Rows || next.Columns != 1)
            {
                throw new FeatureFileException(name, $"features of shape {layout.ShapeText} are followed by {(next is null ? "its end" : $"{next.Element.Code} of shape {next.ShapeText}")}", "Write the integer labels of every batch after its features, or name labels with --labels");
            }

            arrays.Read(labels);
            accumulator.Add(batch, labels);
        }

        return Finished(accumulator, name);
    }

    internal static ClassStatistics Finished(ClassAccumulator? accumulator, string name) =>
        accumulator?.ToStatistics() ?? throw new FeatureFileException(name, "it brought nothing", "Write .npy arrays or lines of text into it");

    private static ClassAccumulator Accumulator(ClassAccumulator? accumulator, ArrayLayout layout, LinearClassifier? classifier)
    {
        if (layout.Shape.Length < 2 || layout.Columns is 0 or > int.MaxValue / 64)
        {
            throw new FeatureFileException(layout.Path, $"it brings an array of shape {layout.ShapeText}", "Features need shape (samples, dimension)");
        }

        return accumulator is null || accumulator.Dimension == layout.Columns
            ? accumulator ?? new ClassAccumulator((int)layout.Columns, classifier)
            : throw new FeatureFileException(layout.Path, $"it brings features of dimension {layout.Columns} after some of dimension {accumulator.Dimension}", "All must come from the same layer");
    }

    private static int Whole(ArrayLayout layout) => layout.Rows * layout.Columns <= MostPerBatch
        ? (int)layout.Rows
        : throw new FeatureFileException(layout.Path, $"it brings an array of shape {layout.ShapeText} that must be held whole", $"Write batches of at most {MostPerBatch} numbers, or features in C order with --labels");
}
