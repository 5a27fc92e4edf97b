using NCVerify.Metrics;

namespace NCVerify.Cli.Commands;

/// <summary>`ncverify measure --targets`: neural regression collapse.</summary>
internal static class MeasureCommandRegression
{
    public static string? Usage(MeasureRequest request) => request switch
    {
        { Targets: null } => null,
        { Labels.Count: > 0 } => "--targets are the real numbers of a regression and --labels the classes of a classification; name one of them.",
        { Report: not null } or { Each: not null } or { Full: true } or { Bootstrap: > 0 } or { Penalties: not null } or { DeepLinear: not null } or { TestFeatures: not null } or { Outside: not null } => "--targets goes with --weights and --json only: the other options are about classes.",
        _ => null,
    };

    public static void Run(MeasureRequest request, TextWriter output, CancellationToken cancellation)
    {
        string first = request.Features[0];
        string? weights = request.Weights ?? (FeatureFiles.Holds(first, ArrayRole.Weights) ? first : null);
        RegressionReport report = RegressionMeasurement.Run(
            FeatureFiles.OpenFeatures(request.Features),
            FeatureFiles.OpenFeatures(request.Targets!, ArrayRole.Targets),
            weights is null ? null : FeatureFiles.LoadClassifier(weights, null).Weights,
            cancellation);
        if (request.Json)
        {
            output.WriteLine(MeasureReportJson.Regression(report));
        }
        else
        {
            MeasureCommandView.Show(report, output);
        }
    }
}
