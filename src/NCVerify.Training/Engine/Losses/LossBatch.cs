namespace NCVerify.Training;

/// <summary>Arguments of a loss for some samples, and its gradients. Buffers grow as needed and are used again.</summary>
/// <param name="classes">Number of classes K.</param>
/// <param name="dimension">Feature dimension d.</param>
internal sealed class LossBatch(int classes, int dimension)
{
    private int[] _labels = [];
    private double[] _logits = [], _features = [], _forLogits = [], _forFeatures = [];
    private bool _gradients;

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    public int Classes => classes;

    public int Dimension => dimension;

    /// <summary>Fraction of the training that lies behind, in epochs: t/T.</summary>
    public double Progress { get; set; }

    /// <summary>Count labels.</summary>
    public Span<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>Count x K.</summary>
    public Span<double> Logits => _logits.AsSpan(0, Count * classes);

    /// <summary>Count x d; holds the features only for a loss that is a function of them.</summary>
    public Span<double> Features => _features.AsSpan(0, Count * dimension);

    /// <summary>K x d; holds the classifier only for a loss that is a function of it.</summary>
    public double[] Classifier { get; } = new double[classes * dimension];

    /// <summary>Gradient for the logits; empty where none is wanted.</summary>
    public Span<double> ForLogits => _gradients ? _forLogits.AsSpan(0, Count * classes) : [];

    /// <summary>Gradient for the features; empty where none is wanted.</summary>
    public Span<double> ForFeatures => _gradients ? _forFeatures.AsSpan(0, Count * dimension) : [];

    /// <summary>Gradient for the classifier; empty where none is wanted.</summary>
    public Span<double> ForClassifier => _gradients ? _forClassifier : [];

    private readonly double[] _forClassifier = new double[classes * dimension];

    /// <summary>Makes room for a batch.</summary>
    /// <param name="count">Its samples.</param>
    /// <param name="arguments">What the loss needs.</param>
    /// <param name="gradients">Whether gradients are wanted.</param>
    public void Resize(int count, LossArguments arguments, bool gradients)
    {
        (Count, _gradients) = (count, gradients);
        Grow(ref _labels, count);
        Grow(ref _logits, count * classes);
        Grow(ref _forLogits, arguments.HasFlag(LossArguments.Logits) && gradients ? count * classes : 0);
        Grow(ref _features, arguments.HasFlag(LossArguments.Features) ? count * dimension : 0);
        Grow(ref _forFeatures, arguments.HasFlag(LossArguments.Features) && gradients ? count * dimension : 0);
    }

    private static void Grow<TItem>(ref TItem[] buffer, int length) => buffer = buffer.Length >= length ? buffer : new TItem[length];
}
