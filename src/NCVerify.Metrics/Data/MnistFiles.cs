namespace NCVerify.Metrics;

/// <summary>Reads a pair of MNIST files: images and labels in IDX format, plain or gzip.</summary>
public static class MnistFiles
{
    private const int Side = 28;
    private const int MostImages = 60_000;
    private const byte MostLabel = 9;

    /// <summary>All images with their labels, in file order. Lengths are checked before anything is allocated from them.</summary>
    /// <exception cref="FeatureFileException">A file is missing, truncated, too long, of another format or shape, or does not fit the other.</exception>
    public static LabelledImages Read(string images, string labels)
    {
        byte[] pixels = Bytes(images, [Side, Side]), classes = Bytes(labels, []);
        if (pixels.Length != (long)classes.Length * Side * Side)
        {
            throw new FeatureFileException(labels, $"it has {classes.Length} labels, but {images} has {pixels.Length / (Side * Side)} images", "Take both files from the same download");
        }

        int wrong = Array.FindIndex(classes, c => c > MostLabel);
        return wrong < 0
            ? new LabelledImages(1, Side, Side, pixels, classes)
            : throw new FeatureFileException(labels, $"label {wrong} is {classes[wrong]}; expected 0 to {MostLabel}", "Download the file again");
    }

    private static byte[] Bytes(string path, long[] shape)
    {
        ArrayLayout layout = ArrayFormat.ReadHeader(path, ArrayRole.Features);
        bool fits = layout.Element is { Kind: ElementKind.Unsigned, Size: 1 } && layout.Shape.Skip(1).SequenceEqual(shape) && layout.Rows is > 0 and <= MostImages;
        if (!fits)
        {
            string expected = string.Join(", ", new[] { "N" }.Concat(shape.Select(n => FormattableString.Invariant($"{n}"))));
            throw new FeatureFileException(path, $"its header declares shape {layout.ShapeText} of {layout.Element.Code}; expected ({expected}) of unsigned bytes with N from 1 to {MostImages}", "Download the file again");
        }

        using ArrayStream stream = ArrayStream.Open(layout.Verified());
        byte[] bytes = new byte[layout.DataBytes];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
