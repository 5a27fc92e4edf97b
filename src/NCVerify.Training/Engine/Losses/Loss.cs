namespace NCVerify.Training;

/// <summary>
/// A loss of a batch: a mean over its samples. Always evaluated in double, whatever the network computes in: close to
/// collapse 1 - p is far below the spacing of float32.
/// </summary>
internal abstract class Loss
{
    /// <summary>What the loss is a function of.</summary>
    public abstract LossArguments Arguments { get; }

    /// <summary>The loss; writes the gradients of its <see cref="Arguments"/> where the batch has room for them.</summary>
    public abstract double Evaluate(LossBatch batch);

    /// <summary>A loss as an experiment states it, for training sets with these class sizes.</summary>
    public static Loss Of(LossSpec spec, IReadOnlyList<int> classSizes) => spec switch
    {
        CrossEntropySpec crossEntropy => new CrossEntropyLoss(crossEntropy, classSizes),
        SquaredErrorSpec squared => new SquaredErrorLoss(squared, classSizes),
        DotRegressionSpec dot => new DotRegressionLoss(dot.Target),
        SupervisedContrastiveSpec contrastive => new SupervisedContrastiveLoss(contrastive),
        AllNcSpec allNc => new AllNcLoss(allNc, classSizes),
        _ => throw new ExperimentException($"experiment: loss: {spec.GetType().Name} is unknown."),
    };

    /// <summary>Class weights scaled so that their mean over the training samples is 1.</summary>
    private protected static double[] Weights(ClassValues? values, IReadOnlyList<int> classSizes)
    {
        double[] weights = Values(values, classSizes, 1, "weights");
        double mean = weights.Zip(classSizes, (w, n) => w * n).Sum() / classSizes.Sum();
        return weights.All(w => w >= 0) && mean > 0
            ? [.. weights.Select(w => w / mean)]
            : throw new ExperimentException("experiment: loss.weights: negative or all zero; expected weights of at least 0, not all 0.");
    }

    /// <summary>A number per class.</summary>
    private protected static double[] Values(ClassValues? values, IReadOnlyList<int> classSizes, double otherwise, string field)
    {
        double[] numbers = values?.Of(classSizes) ?? [.. classSizes.Select(_ => otherwise)];
        return numbers.Length == classSizes.Count && numbers.All(double.IsFinite)
            ? numbers
            : throw new ExperimentException($"experiment: loss.{field}: {numbers.Length} numbers were given; expected {classSizes.Count} finite ones, one for each class.");
    }
}

/// <summary>What a loss is a function of.</summary>
[Flags]
internal enum LossArguments
{
    None = 0,

    /// <summary>Output of the head.</summary>
    Logits = 1,

    /// <summary>Output of the body.</summary>
    Features = 2,

    /// <summary>The one linear layer of the head.</summary>
    Classifier = 4,
}
