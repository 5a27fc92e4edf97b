using NCVerify.Metrics;

namespace NCVerify.Cli.Commands;

/// <summary>What `ncverify measure` was asked for.</summary>
internal sealed record MeasureRequest
{
    public required IReadOnlyList<string> Features { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public string? Weights { get; init; }

    public string? Bias { get; init; }

    public string? TestFeatures { get; init; }

    public string? TestLabels { get; init; }

    public string? Outside { get; init; }

    public Penalties? Penalties { get; init; }

    /// <summary>Real targets, for a regression.</summary>
    public string? Targets { get; init; }

    public DeepLinearPenalties? DeepLinear { get; init; }

    public double? CdnvPower { get; init; }

    public bool Full { get; init; }

    public int Bootstrap { get; init; }

    public ulong Seed { get; init; }

    public string? Each { get; init; }

    public string? Report { get; init; }

    public bool Json { get; init; }

    /// <summary>The command line, for the report.</summary>
    public string Command { get; init; } = string.Empty;
}

/// <summary>Opens what a request names; what it does not name is looked for in the file of the features.</summary>
internal static class MeasureCommandInputs
{
    public static (FeatureSet Set, LinearClassifier? Classifier) Open(MeasureRequest request)
    {
        string first = request.Features[0];
        IReadOnlyList<string> labels = request.Labels.Count > 0 ? request.Labels : FeatureFiles.Holds(first, ArrayRole.Labels)
            ? request.Features
            : throw new MeasureException($"No labels: name them with --labels FILE, or name an array of {first} like labels.");
        string? weights = request.Weights ?? (FeatureFiles.Holds(first, ArrayRole.Weights) ? first : null);
        string? bias = request.Bias ?? (weights is not null && FeatureFiles.Holds(weights, ArrayRole.Bias) ? weights : null);
        return (new FeatureSet(FeatureFiles.OpenFeatures(request.Features), FeatureFiles.OpenLabels(labels)), weights is null ? null : FeatureFiles.LoadClassifier(weights, bias));
    }

    public static MeasureOptions Options(MeasureRequest request)
    {
        string first = request.Features[0];
        string? test = request.TestFeatures ?? (FeatureFiles.Holds(first, ArrayRole.TestFeatures) ? first : null);
        string? testLabels = request.TestLabels ?? (test is not null && FeatureFiles.Holds(test, ArrayRole.TestLabels) ? test : null);
        string? outside = request.Outside ?? (FeatureFiles.Holds(first, ArrayRole.OutsideFeatures) ? first : null);
        if (test is not null && testLabels is null)
        {
            throw new MeasureException($"Test features are in {test}, but no labels for them: name them with --test-labels FILE.");
        }

        return Options(request, test, testLabels, outside);
    }

    /// <summary>The options where the features come through a pipe, in which nothing else can be looked for.</summary>
    public static MeasureOptions PipeOptions(MeasureRequest request) => Options(
        request,
        request.TestFeatures,
        request.TestFeatures is not null && request.TestLabels is null ? throw new MeasureException($"Test features are in {request.TestFeatures}, but no labels for them: name them with --test-labels FILE.") : request.TestLabels,
        request.Outside);

    private static MeasureOptions Options(MeasureRequest request, string? test, string? testLabels, string? outside) =>
        new()
        {
            Full = request.Full,
            Bootstrap = request.Bootstrap,
            Seed = request.Seed,
            Penalties = request.Penalties,
            DeepLinear = request.DeepLinear,
            CdnvPower = request.CdnvPower,
            Test = test is null ? null : new FeatureSet(FeatureFiles.OpenFeatures(test, ArrayRole.TestFeatures), FeatureFiles.OpenLabels(testLabels!, ArrayRole.TestLabels)),
            Outside = outside is null ? null : FeatureFiles.OpenFeatures(outside, ArrayRole.OutsideFeatures),
        };
}
