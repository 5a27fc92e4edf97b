using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Everything the metrics need from N samples, collected in two streaming passes with memory O(K d) (or in one, by <see cref="ClassAccumulator"/>): class sizes, class
/// means (compensated double sums), and within-class sums of squares. The result does not depend on the number of threads.
/// </summary>
public sealed class ClassStatistics
{
    private readonly ResidualSums _sums;
    private readonly BetweenClassFrame _frame;
    private Lazy<Equiangularity?>? _angles;

    private ClassStatistics(ClassIndex index, ClassMeans exact, Matrix centred, BetweenClassFrame frame, ResidualSums sums, int[] rowOfClass, LinearClassifier? classifier)
    {
        (Labels, Counts, Means, MeansAroundClassMean) = (index.Labels, index.Counts, exact.High, centred);
        (Index, ExactMeans) = (index, exact);
        // With classes of equal size the two means are the same.
        bool even = Array.TrueForAll(index.Counts, n => n == index.Counts[0]);
        MeansAroundSampleMean = even ? centred : CentredMeans.Shifted(centred, CentredMeans.SampleMeanOffset(centred, index.Counts));
        (_frame, _sums, RowOfClass, Classifier) = (frame, sums, rowOfClass, classifier);
        Samples = index.Counts.Sum();
        bool inOrder = classifier?.Weights.Rows == rowOfClass.Length;
        ClassWeights = classifier is null ? null : inOrder ? classifier.Weights : GeometryRanking.Rows(classifier.Weights, rowOfClass);
    }

    internal ClassIndex Index { get; }

    /// <summary>Whether the samples were seen once only.</summary>
    internal bool OnePass { get; private init; }

    /// <summary>Whether cosine margins were asked for.</summary>
    internal bool WithMargins { get; private init; }

    /// <summary>The pooled within-class scatter, d x d, where one pass kept it.</summary>
    internal Matrix? Scatter { get; private init; }

    internal ClassMeans ExactMeans { get; }

    /// <summary>Grams of the tables below, computed when first asked for.</summary>
    internal GramCache Grams { get; } = new();

    /// <summary>The classifier's rows of the classes with samples, in their order, K x d; null without a classifier.</summary>
    internal Matrix? ClassWeights { get; }

    /// <summary>Angles between the rows of a table, computed once for class means around their centre.</summary>
    internal Equiangularity? Angles(Matrix rows) =>
        !ReferenceEquals(rows, MeansAroundClassMean) ? Equiangularity.Of(rows) : (_angles ??= new(() => Equiangularity.Of(rows))).Value;

    /// <summary>Per class k, the sum over the others of 1/|mu_k - mu_j|^2; infinite where two means coincide.</summary>
    internal double[] InverseSquareDistances => field ??= PairDistances.InverseSquares(Grams.Of(MeansAroundClassMean, MeansAroundClassMean), MeansAroundClassMean);

    /// <summary>Number of samples N.</summary>
    public long Samples { get; }

    /// <summary>The labels that occur, ascending; K of them. Index k below means the class of Labels[k].</summary>
    public long[] Labels { get; }

    /// <summary>Samples per class n_k, each at least 1.</summary>
    public long[] Counts { get; }

    /// <summary>Class means mu_k, K x d.</summary>
    public Matrix Means { get; }

    /// <summary>Class means minus their unweighted mean, K x d.</summary>
    public Matrix MeansAroundClassMean { get; }

    /// <summary>Class means minus the mean over all samples, K x d.</summary>
    public Matrix MeansAroundSampleMean { get; }

    /// <summary>Per class, the sum over its samples of |h - mu_k|^2.</summary>
    public double[] WithinClass => _sums.Within;

    /// <summary>Rank that the centred class means must have: min(K - 1, d).</summary>
    public int StructuralRank => _frame.StructuralRank;

    /// <summary>Rank that they were found to have; less than <see cref="StructuralRank"/> when means coincide or depend on each other.</summary>
    public int Rank => _frame.Rank;

    /// <summary>Estimated condition number of the centred class means; what NC1 in its pinv form can amplify.</summary>
    public double MeansCondition => _frame.Condition;

    /// <summary>The classifier the statistics were collected with, if any.</summary>
    public LinearClassifier? Classifier { get; }

    /// <summary>For each class, its row in the classifier's weights.</summary>
    public int[] RowOfClass { get; }

    /// <summary>Samples that are nearer to another class mean than to their own; null after one pass, which cannot know.</summary>
    public long? Misplaced => _sums.Misplaced?.Sum();

    /// <summary>The same per class.</summary>
    public IReadOnlyList<long>? MisplacedPerClass => _sums.Misplaced;

    /// <summary>Cosine margins of the classifier; null without one, where they were not asked for, or where they are undefined.</summary>
    public CosineMargins? Margins => _sums.Margins;

    /// <summary>Samples whose nearest class mean is not the class that the classifier chooses; null after one pass, 0 without a classifier.</summary>
    public long? Disagreements => Classifier is null ? 0 : _sums.Disagreements;

    /// <summary>Samples that the classifier puts into their own class; 0 without a classifier.</summary>
    public long Correct => Classifier is null ? 0 : _sums.Correct;

    /// <summary>
    /// tr(SigmaW pinv(B)) = (1/N) sum_i (h_i - mu)' B+ (h_i - mu) for the given between-class scatter B, a sum of squares;
    /// null when the class means do not reach the structural rank, where it is undefined.
    /// </summary>
    public double? WithinRelativeTo(BetweenClassScatter scatter) => _sums.Traces.TryGetValue(scatter, out double value) ? value : null;

    /// <summary>Reads the samples twice (and the labels three times).</summary>
    /// <param name="set">Features and labels.</param>
    /// <param name="classifier">The last layer, for agreement with the nearest class mean (NC4); null without one.</param>
    /// <param name="progress">Told the fraction done, from 0 to 1.</param>
    /// <param name="margins">Whether cosine margins are collected, too: all logits of all samples.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="FeatureFileException">A file cannot be read, or a feature is not finite (row and column are named).</exception>
    /// <exception cref="MeasureException">There is one class only, or the classifier does not fit the data.</exception>
    public static ClassStatistics Collect(FeatureSet set, LinearClassifier? classifier = null, IProgress<double>? progress = null, bool margins = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ClassIndex index = ClassIndex.Build(set.Labels, cancellation);
        int[] rowOfClass = ClassifierRows.Match(index.Labels, set.Dimension, set.Features.Name, set.Labels.Name, classifier);
        long done = 0;
        Action<long>? report = progress is null ? null : rows => progress.Report((done += rows) / (2.0 * set.Samples));

        ClassMeans means = ClassMeans.Collect(set, index, report, cancellation);
        (Matrix centred, BetweenClassFrame frame) = Frame(means, index, set.Features.Name);
        ResidualSums sums = new ResidualPass(means, centred, frame, classifier, margins).Collect(set, index, rowOfClass, report, cancellation);
        return new(index, means, centred, frame, sums, rowOfClass, classifier) { WithMargins = margins };
    }

    internal static ClassStatistics FromOnePass(ClassIndex index, ClassMeans means, double[] within, Matrix? scatter, long correct, int[] rowOfClass, LinearClassifier? classifier)
    {
        (Matrix centred, BetweenClassFrame frame) = Frame(means, index, "the stream of features");
        var traces = new Dictionary<BetweenClassScatter, double>();
        if (scatter is not null && frame.Factors is { } factors)
        {
            double[][] distinct = [.. factors.Values.Distinct()];
            double[] values = new Whitening(frame, distinct).Traces(scatter);
            double samples = index.Counts.Sum();
            traces = factors.ToDictionary(f => f.Key, f => values[Array.IndexOf(distinct, f.Value)] / samples);
        }

        return new(index, means, centred, frame, new ResidualSums(within, traces) { Correct = correct }, rowOfClass, classifier) { OnePass = true, Scatter = scatter };
    }

    private static (Matrix Centred, BetweenClassFrame Frame) Frame(ClassMeans means, ClassIndex index, string name)
    {
        Matrix centred = CentredMeans.AroundClassMean(means);
        double largest = Gram.RowNorms(means.High).Max();
        return double.IsFinite(largest) ? (centred, BetweenClassFrame.Build(centred, index.Counts, largest)) : throw ClassMeans.Overflow(name);
    }
}
