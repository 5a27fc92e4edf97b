using NCVerify.Conformance;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>The terminal phase of training (Papyan, Han and Donoho): which networks show it, and how its limits are stated.</summary>
internal static class TerminalPhase
{
    /// <summary>Seconds; on generated images.</summary>
    public static IEnumerable<TestCaseData> Generated => NetworkCases.Of("glyphs-mlp");

    /// <summary>The same on every seed of its file.</summary>
    public static IEnumerable<TestCaseData> EverySeed => NetworkCases.Of(["glyphs-mlp"], everySeed: true);

    /// <summary>On real images.</summary>
    public static IEnumerable<TestCaseData> Real => NetworkCases.Of("mnist-mlp", "mnist-convnet", "cifar10-convnet");

    /// <summary>Networks and schedules of the papers, for a GPU; a ratio of imbalance of 1 is none.</summary>
    public static IEnumerable<TestCaseData> Large => NetworkCases.OnCuda("mnist-resnet18", "cifar10-resnet18", "cifar10-resnet18-step-1", "cifar10-vgg11-step-1");

    /// <summary>The control of imbalance among them.</summary>
    public static IEnumerable<TestCaseData> LargeImbalanced => NetworkCases.OnCuda("cifar10-resnet18-step-100", "cifar10-vgg11-step-100");

    /// <summary>The control of imbalance.</summary>
    public static IEnumerable<TestCaseData> Imbalanced => NetworkCases.Of("glyphs-step");

    /// <summary>The same network after its first epoch: the control of time.</summary>
    public static Experiment FirstEpoch(string id) => NetworkRuns.Experiment(id) with { Epochs = 1 };

    /// <summary>A metric's limit as the experiment file states it.</summary>
    public static (double Value, Within Within) Limit(Experiment experiment, string metric) => experiment.Limits.TryGetValue(metric, out Limit? limit)
        ? (limit.Value, Within.Of(0.01 * Math.Abs(limit.Value), limit.Reason))
        : throw new OracleException($"{experiment.Id} states no limit '{metric}'.");

    /// <summary>Metrics over epochs on logarithmic axes; the start of the terminal phase is marked.</summary>
    public static Figure Course(TrainingResult result, string title, string refutedBy, params (string Name, string Metric)[] metrics)
    {
        EpochRecord[] records = [.. result.Records.Where(r => r.Epoch > 0)];
        return new()
        {
            Claim = "",
            Id = $"{result.Experiment.Id}-{result.Engine}",
            Title = title,
            Caption = $"{result.Experiment.Title}; engine {result.Engine}, seed {Numerics.Exact.Format(result.Seed)}.",
            RefutedBy = refutedBy,
            X = new("epoch", Logarithmic: true),
            Y = new("metric", Logarithmic: true),
            Series =
            [
                .. metrics.Select(m => (m.Name, Points: records.Where(r => r.Metrics.TryGetValue(m.Metric, out double v) && v > 0).Select(r => (X: (double)r.Epoch, Y: r.Metrics[m.Metric])).ToArray()))
                    .Where(m => m.Points.Length > 0)
                    .Select(m => new Series(m.Name, SeriesRole.Measured, [.. m.Points.Select(p => p.X)], [.. m.Points.Select(p => p.Y)])),
                .. metrics.Where(m => result.Experiment.Limits.ContainsKey(m.Metric))
                    .Select(m => new Series("limit of " + m.Name, SeriesRole.Reference, [1, result.Epochs], [result.Experiment.Limits[m.Metric].Value, result.Experiment.Limits[m.Metric].Value])),
            ],
            Thresholds = result.TerminalPhase is { } start and > 0 ? new Dictionary<string, double>(StringComparer.Ordinal) { ["zero training error"] = start } : new(StringComparer.Ordinal),
        };
    }
}
