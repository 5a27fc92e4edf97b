using NCVerify.Numerics;
using NCVerify.Theory;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>
/// What a trained network says in the terms of the unconstrained features model: the problem that its penalties and class
/// sizes pose, its own point of it, and the Grams of class means and classifier.
/// </summary>
internal sealed class TrainedModel
{
    private readonly TrainingResult _result;
    private readonly Matrix _features;

    public TrainedModel(TrainingResult result)
    {
        _result = result;
        int[] labels = result.Final.Labels;
        int[] order = [.. Enumerable.Range(0, labels.Length).OrderBy(i => labels[i])];
        Matrix rows = result.Final.Features;
        _features = Matrix.Create(rows.Columns, rows.Rows, (i, j) => rows[order[j], i]);
        Means = MeansOf(_features, result.ClassSizes);
    }

    /// <summary>Class means, d x K.</summary>
    public Matrix Means { get; }

    /// <summary>M'M, K x K, not centred.</summary>
    public Matrix MeanGram => Means.Transpose() * Means;

    /// <summary>W W' of the product of the linear layers, K x K.</summary>
    public Matrix ClassifierGram => Product * Product.Transpose();

    /// <summary>W_M ... W_1, K x d.</summary>
    public Matrix Product => _result.Final.Layers.Aggregate((product, next) => next * product);

    /// <summary>Mean logits, a column per class.</summary>
    public Matrix Logits => Product * Means;

    /// <summary>The problem whose minimum over free (or nonnegative) features no network with these penalties can beat.</summary>
    public Problem Problem => ProblemOf(_result.Experiment, _result.ClassSizes, Means.Rows);

    /// <summary>The network as a candidate of <see cref="Problem"/>, features of every sample included.</summary>
    public Candidate Candidate => new(_result.Final.Layers, Means) { SampleFeatures = _features, Bias = _result.Final.Bias };

    /// <summary>The objective, evaluated from features and layers by the theory's own code.</summary>
    public double Objective => Theory.Objective.Evaluate(Problem, Candidate);

    /// <summary>Share of the squared length of features that is deviation from class means.</summary>
    public double WithinShare
    {
        get
        {
            double within = 0, all = 0;
            int j = 0;
            for (int k = 0; k < _result.ClassSizes.Count; k++)
            {
                for (int i = 0; i < _result.ClassSizes[k]; i++, j++)
                {
                    for (int a = 0; a < _features.Rows; a++)
                    {
                        double x = _features[a, j], deviation = x - Means[a, k];
                        within += deviation * deviation;
                        all += x * x;
                    }
                }
            }

            return within / all;
        }
    }

    /// <summary>|A - B|_F / |B|_F: unlike the distances of geometries it sees lengths too.</summary>
    public static double RelativeError(Matrix measured, Matrix expected) => (measured - expected).FrobeniusNorm() / expected.FrobeniusNorm();

    /// <summary>The problem that an experiment's loss and penalties pose for its class sizes.</summary>
    public static Problem ProblemOf(Experiment experiment, IReadOnlyList<int> sizes, int dimension)
    {
        int layers = experiment.Network.Head.Widths.Count + 1;
        IReadOnlyList<double> classifier = experiment.Penalty.Classifier;
        double[] raw = experiment.Loss is CrossEntropySpec { Weights: { } given } ? given.Of(sizes) : [];
        double mean = raw.Zip(sizes, (w, n) => w * n).Sum() / sizes.Sum();
        return new()
        {
            Loss = experiment.Loss is SquaredErrorSpec ? Loss.Mse : Loss.CrossEntropy,
            Features = experiment.Network.Body[^1] is ActivationSpec { Kind: ActivationKind.Relu } ? FeatureDomain.Nonnegative : FeatureDomain.Free,
            Samples = [.. sizes],
            Dimension = dimension,
            Layers = layers,
            Widths = layers > 1 ? [dimension, .. experiment.Network.Head.Widths] : null,
            LambdaW = classifier.Count == layers ? [.. classifier] : [.. Enumerable.Repeat(classifier[0], layers)],
            LambdaH = experiment.Penalty.Features,
            Weights = raw.Length > 0 ? [.. raw.Select(w => w / mean)] : null,
        };
    }

    private static Matrix MeansOf(Matrix features, IReadOnlyList<int> sizes)
    {
        var means = new Matrix(features.Rows, sizes.Count);
        int j = 0;
        for (int k = 0; k < sizes.Count; k++)
        {
            for (int i = 0; i < sizes[k]; i++, j++)
            {
                for (int a = 0; a < features.Rows; a++)
                {
                    means[a, k] += features[a, j] / sizes[k];
                }
            }
        }

        return means;
    }
}
