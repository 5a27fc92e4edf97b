using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>Takes records of a run.</summary>
internal sealed class Recorder(ITrainingRun run, TrainingData data)
{
    /// <summary>The record of the present weights.</summary>
    /// <param name="objective">Mean objective of the last epoch.</param>
    /// <param name="extraction">What the network makes of the training set now.</param>
    /// <param name="seconds">Seconds of work so far.</param>
    /// <param name="cancellation">Ends the measurement early.</param>
    /// <exception cref="DivergedException">Features or logits are not finite.</exception>
    public EpochRecord Record(double? objective, Extraction extraction, Func<double> seconds, CancellationToken cancellation)
    {
        var train = Accuracy.Of(extraction.Logits, data.Training.Labels, data.Classes);
        Extraction? unseen = data.Test is null ? null : run.Extract(data.Test, cancellation);
        Accuracy? test = unseen is null ? null : Accuracy.Of(unseen.Logits, data.Test!.Labels, data.Classes);
        Dictionary<string, double> metrics = Measure(extraction, cancellation);
        if (unseen is not null && data is { Training.Subclasses: { } subclasses, Test.Subclasses: { } unseenSubclasses })
        {
            metrics[EpochRecord.SubclassProbe] = LinearProbe.Accuracy(extraction.Features, subclasses, unseen.Features, unseenSubclasses);
        }

        return new()
        {
            Epoch = run.Epoch,
            Objective = objective,
            Loss = extraction.Loss,
            TrainAccuracy = train.Overall,
            TrainAccuracyPerClass = train.PerClass,
            TestAccuracy = test?.Overall,
            TestAccuracyPerClass = test?.PerClass,
            MinorityAccuracy = (test ?? train).OfMinorities(data.ClassSizes),
            Metrics = metrics,
            Seconds = seconds(),
        };
    }

    private Dictionary<string, double> Measure(Extraction extraction, CancellationToken cancellation)
    {
        TrainedNetwork network = TrainedNetwork.Of(run, extraction, data.Training);
        try
        {
            MeasureReport report = Measurement.Run(network.Set, network.Classifier, null, cancellation);
            return report.Metrics.ToDictionary(m => m.Id, m => m.Value, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is FeatureFileException or MeasureException)
        {
            throw new DivergedException($"after epoch {run.Epoch}: {e.Message} Train with a smaller step size.");
        }
    }
}
