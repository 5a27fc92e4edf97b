using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Training;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>What specs on trained networks share.</summary>
internal static class NetworkChecks
{
    /// <summary>Names of the experiment's class sizes and penalties, as the claims take them.</summary>
    public static (string Name, object? Value)[] Parameters(Theory.Problem problem) =>
    [
        ("n", problem.Samples),
        ("lambdaW", problem.LambdaW.Count == 1 ? problem.LambdaW[0] : problem.LambdaW),
        ("lambdaH", problem.LambdaH),
    ];

    /// <summary>A limit of the experiment file, with its reason.</summary>
    public static Within Limit(Experiment experiment, string name) => experiment.Limits.TryGetValue(name, out Limit? limit)
        ? Within.Of(limit.Value, limit.Reason)
        : throw new OracleException($"{experiment.Id} states no limit '{name}'.");

    /// <summary>The same experiment after five epochs, for controls: a network, but no collapsed one.</summary>
    public static Experiment Early(string id) => NetworkRuns.Experiment(id) with { Epochs = 5 };

    /// <summary>Metrics over epochs, on logarithmic axes, with reference curves of the theory where there are any.</summary>
    public static Figure Course(TrainingResult result, string id, string title, string caption, string refutedBy, IReadOnlyList<(string Name, string Metric)> metrics, params Series[] references) => new()
    {
        Claim = "",
        Id = id,
        Title = title,
        Caption = caption,
        RefutedBy = refutedBy,
        X = new("epoch", Logarithmic: true),
        Y = new("metric", Logarithmic: true),
        Series =
        [
            .. metrics.Select(m => (m.Name, Records: result.Records.Where(r => r.Epoch > 0 && r.Metrics.TryGetValue(m.Metric, out double v) && v > 0).ToArray(), m.Metric))
                .Select(m => new Series(m.Name, SeriesRole.Measured, [.. m.Records.Select(r => (double)r.Epoch)], [.. m.Records.Select(r => r.Metrics[m.Metric])])),
            .. references,
        ],
        Thresholds = result.TerminalPhase is { } start and > 0 ? new Dictionary<string, double>(StringComparer.Ordinal) { ["zero training error"] = start } : new(),
    };
}
