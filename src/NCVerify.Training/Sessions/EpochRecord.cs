namespace NCVerify.Training;

/// <summary>What was measured after an epoch, on the training set unless said otherwise.</summary>
public sealed record EpochRecord
{
    /// <summary>
    /// Id of the share of test samples whose subclass a linear probe names right: least squares from features to indicators of
    /// the subclasses, fitted on the training set.
    /// </summary>
    public const string SubclassProbe = "probe.subclass";

    /// <summary>Epochs trained so far; 0 before training.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean of loss and penalties over the batches of this epoch, while weights changed; null before training.</summary>
    public double? Objective { get; init; }

    /// <summary>Mean loss over the training set with the weights after this epoch, without penalties.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of the training samples whose largest logit is that of their class (the first one of equal logits counts).</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The same for each class.</summary>
    public required IReadOnlyList<double> TrainAccuracyPerClass { get; init; }

    /// <summary>Share of the test samples; null without any.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>The same for each class; null without test samples.</summary>
    public IReadOnlyList<double>? TestAccuracyPerClass { get; init; }

    /// <summary>
    /// Mean over the minority classes of their accuracy on test samples (on training samples without any); null where all
    /// classes have one size. A minority class has at most the geometric mean of the largest and the smallest class size.
    /// </summary>
    public double? MinorityAccuracy { get; init; }

    /// <summary>
    /// Neural Collapse metrics of features and classifier by id, as `ncverify measure` gives them; undefined ones are left out.
    /// Where classes are joined and there are test samples, <see cref="SubclassProbe"/> as well.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Seconds of work since the start of the run, time before a resume included.</summary>
    public required double Seconds { get; init; }

    /// <summary>A metric's value.</summary>
    /// <exception cref="KeyNotFoundException">It is undefined at this epoch, or there is none of this id.</exception>
    public double this[string id] => Metrics.TryGetValue(id, out double value)
        ? value
        : throw new KeyNotFoundException($"There is no metric {id} after epoch {Epoch}: it is undefined there, or unknown.");
}
