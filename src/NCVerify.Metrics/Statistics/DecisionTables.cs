using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>What decisions about samples need of means and classifier; the same for all blocks.</summary>
internal sealed class DecisionTables
{
    /// <summary>Prepares the radii.</summary>
    /// <param name="means">Class means, K x d.</param>
    /// <param name="centred">Centred class means, K x d; null when all coincide, so that every sample ties and the first class wins.</param>
    /// <param name="classifier">The classifier, if any.</param>
    /// <param name="margins">Whether cosine margins are wanted, which takes all logits of all samples.</param>
    public DecisionTables(Matrix means, Matrix? centred, LinearClassifier? classifier, bool margins)
    {
        (Centred, Classifier) = (centred, classifier);
        Squares = centred is null ? [] : Array.ConvertAll(Gram.RowNorms(centred), x => x * x);
        MeanRadii = centred is null ? [] : SafeRadii.OfNearestMean(centred);
        (ChoiceRadii, Choices) = classifier is null ? ([], []) : SafeRadii.OfClassifier(means, classifier);
        Margins = margins && classifier is not null ? new CosineMarginSums(classifier.Weights) : null;
    }

    public Matrix? Centred { get; }

    public LinearClassifier? Classifier { get; }

    /// <summary>|c_k|^2 of the centred means.</summary>
    public double[] Squares { get; }

    /// <summary>Per class, the safe radius of the nearest mean.</summary>
    public double[] MeanRadii { get; }

    /// <summary>Per class, the safe radius of the classifier's choice at its mean.</summary>
    public double[] ChoiceRadii { get; }

    /// <summary>Per class, the classifier's choice at its mean.</summary>
    public int[] Choices { get; }

    public CosineMarginSums? Margins { get; }
}
