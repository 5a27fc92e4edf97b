using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>Inputs of a network with their classes.</summary>
/// <param name="Channels">Channels of an image; 1 for a vector.</param>
/// <param name="Height">Rows of an image; 1 for a vector.</param>
/// <param name="Width">Columns of an image; length of a vector.</param>
/// <param name="Values">N x (channels x height x width), a sample after the other, scaled as the experiment asks.</param>
/// <param name="Labels">N classes, from 0.</param>
public sealed record LabelledInputs(int Channels, int Height, int Width, float[] Values, int[] Labels)
{
    /// <summary>Classes of the data set that were joined to the present ones, one for each sample; null where none were.</summary>
    public int[]? Subclasses { get; init; }

    /// <summary>Number of samples N.</summary>
    public int Count => Labels.Length;

    /// <summary>Values of a sample.</summary>
    public int Size => Channels * Height * Width;
}

/// <summary>Data of an experiment.</summary>
/// <param name="Name">Such as "mnist".</param>
/// <param name="ClassSizes">Training samples per class: n_1, ..., n_K.</param>
/// <param name="Training">Trained on.</param>
/// <param name="Test">Kept apart; null without any.</param>
/// <param name="Digest">SHA-256 of inputs and labels of both, in hexadecimal: the same data have the same digest.</param>
public sealed record TrainingData(string Name, IReadOnlyList<int> ClassSizes, LabelledInputs Training, LabelledInputs? Test, string Digest)
{
    /// <summary>Files that the samples were read from, with the digests of their bytes; empty for generated sets.</summary>
    public IReadOnlyList<DataFile> Files { get; init; } = [];

    /// <summary>Number of classes K.</summary>
    public int Classes => ClassSizes.Count;
}
