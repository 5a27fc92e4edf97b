using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Statistics of samples that are seen once, batch by batch, from a training loop or a pipe: feed <see cref="Add(ReadOnlySpan{float}, ReadOnlySpan{long})"/>,
/// then measure <see cref="ToStatistics"/>. Memory is O(K d), and O(d^2) for NC1 in its pinv form; it does not grow with the
/// number of samples. Two of them, filled by different workers, <see cref="Merge"/>. One pass cannot know which class mean a
/// sample is nearest to, so nc4.disagreement and ncc.error are left out. Not safe for use by several threads at once.
/// </summary>
public sealed class ClassAccumulator
{
    private readonly LinearClassifier? _classifier;
    private readonly ShiftedMoments _moments;
    private readonly Dictionary<long, int> _places = [];
    private readonly List<long> _labels = [];
    private readonly Dictionary<(int Place, int Row), long> _choices = [];
    private readonly double[] _block;

    /// <summary>Starts with no samples.</summary>
    /// <param name="dimension">Feature dimension d, at least 1.</param>
    /// <param name="classifier">The last layer at the time of the samples, for NC3, NC4's bias and the classifier's error; null without one.</param>
    /// <param name="scatter">Whether the pooled within-class scatter (d x d) is kept; without it nc1.pinv.* is left out. Never kept above 4096 features.</param>
    /// <exception cref="MeasureException">The classifier has rows of another length.</exception>
    public ClassAccumulator(int dimension, LinearClassifier? classifier = null, bool scatter = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (classifier is not null && classifier.Weights.Columns != dimension)
        {
            throw new MeasureException($"The weights are {classifier.Weights.Rows} x {classifier.Weights.Columns} but the features have dimension {dimension}; weights need a row per class and a column per feature.");
        }

        (Dimension, _classifier) = (dimension, classifier);
        _moments = new ShiftedMoments(dimension, scatter && dimension <= WithinScatter.LargestDimension);
        _block = new double[BlockPass.BlockRows(dimension) * dimension];
    }

    /// <summary>Feature dimension d.</summary>
    public int Dimension { get; }

    /// <summary>Samples seen so far.</summary>
    public long Samples => _moments.Samples;

    /// <summary>Classes seen so far.</summary>
    public int Classes => _labels.Count;

    /// <summary>Adds a batch in single precision; all sums are in double.</summary>
    /// <param name="features">Row-major n x d.</param>
    /// <param name="labels">n labels: any integers.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="MeasureException">A feature is not finite (row and column are named), or there are too many classes.</exception>
    public void Add(ReadOnlySpan<float> features, ReadOnlySpan<long> labels)
    {
        Check(features.Length, labels.Length);
        for (int first = 0; first < labels.Length; first += _block.Length / Dimension)
        {
            int rows = Math.Min(_block.Length / Dimension, labels.Length - first);
            SingleToDouble.Widen(features.Slice(first * Dimension, rows * Dimension), _block);
            AddBlock(rows, labels.Slice(first, rows));
        }
    }

    /// <summary>Adds a batch in double precision.</summary>
    /// <param name="features">Row-major n x d.</param>
    /// <param name="labels">n labels: any integers.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="MeasureException">A feature is not finite (row and column are named), or there are too many classes.</exception>
    public void Add(ReadOnlySpan<double> features, ReadOnlySpan<long> labels)
    {
        Check(features.Length, labels.Length);
        for (int first = 0; first < labels.Length; first += _block.Length / Dimension)
        {
            int rows = Math.Min(_block.Length / Dimension, labels.Length - first);
            features.Slice(first * Dimension, rows * Dimension).CopyTo(_block);
            AddBlock(rows, labels.Slice(first, rows));
        }
    }

    /// <summary>Adds what another accumulator has seen; the other keeps its samples and its result.</summary>
    /// <exception cref="MeasureException">It has another dimension, another classifier object, or only one of the two keeps the scatter.</exception>
    public void Merge(ClassAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || other.Dimension != Dimension || !ReferenceEquals(other._classifier, _classifier) || other._moments.HasScatter != _moments.HasScatter)
        {
            throw new MeasureException($"Accumulators merge when they are two, have the same dimension and classifier, and both or neither keep the scatter; the dimensions are {Dimension} and {other.Dimension}.");
        }

        other._moments.MoveToMeans();
        int[] places = [.. other._labels.Select((label, i) => PlaceOf(label, other._moments.Mean(i)))];
        _moments.Merge(other._moments, places);
        foreach (((int place, int row), long count) in other._choices)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_choices, (places[place], row), out _) += count;
        }
    }

    /// <summary>The statistics of all samples so far, to be measured by <see cref="Measurement.Run(ClassStatistics)"/>; more may be added afterwards.</summary>
    /// <exception cref="MeasureException">There are fewer than two classes, or the classifier does not fit them.</exception>
    public ClassStatistics ToStatistics()
    {
        if (_labels.Count < 2)
        {
            throw new MeasureException($"{_labels.Count} classes were seen; Neural Collapse compares classes, so at least two are needed.");
        }

        _moments.MoveToMeans();
        int[] order = [.. Enumerable.Range(0, _labels.Count).OrderBy(i => _labels[i])];
        ClassIndex index = ClassIndex.Of(Array.ConvertAll(order, i => _labels[i]), Array.ConvertAll(order, i => _moments.Counts[i]));
        int[] rowOfClass = ClassifierRows.Match(index.Labels, Dimension, "the stream of features", "the stream of labels", _classifier);
        long correct = order.Select((place, k) => _choices.GetValueOrDefault((place, rowOfClass[k]))).Sum();
        return ClassStatistics.FromOnePass(index, _moments.Means(order), _moments.Within(order), _moments.Scatter(), correct, rowOfClass, _classifier);
    }

    private void Check(int numbers, int labels)
    {
        if (numbers != (long)labels * Dimension)
        {
            throw new ArgumentException($"{numbers} numbers are not {labels} samples of dimension {Dimension}; one label per sample is needed.");
        }
    }

    private void AddBlock(int rows, ReadOnlySpan<long> labels)
    {
        int bad = _block.AsSpan(0, rows * Dimension).IndexOfNotFinite();
        if (bad >= 0)
        {
            throw new MeasureException($"The feature in row {Samples + (bad / Dimension)}, column {bad % Dimension} (counted from 0) is not finite; remove such samples, or find out why the network gives them.");
        }

        int[] places = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            places[i] = PlaceOf(labels[i], _block.AsSpan(i * Dimension, Dimension));
        }

        _moments.Add(_block.AsMemory(0, rows * Dimension), places);
        if (_classifier is not null)
        {
            Matrix logits = Gram.Of(new Matrix(rows, Dimension, _block[..(rows * Dimension)]), _classifier.Weights);
            for (int i = 0; i < rows; i++)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_choices, (places[i], SafeRadii.Best(logits.Row(i), _classifier.Bias)), out _)++;
            }
        }
    }

    private int PlaceOf(long label, ReadOnlySpan<double> first)
    {
        if (!_places.TryGetValue(label, out int place))
        {
            ClassIndex.CheckNumber(_labels.Count + 1, "The stream of labels");
            place = _places[label] = _moments.Open(first);
            _labels.Add(label);
        }

        return place;
    }
}
