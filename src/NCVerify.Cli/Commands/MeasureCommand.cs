using System.CommandLine;
using System.Text;
using NCVerify.Metrics;

namespace NCVerify.Cli.Commands;

/// <summary>`ncverify measure`: all Neural Collapse metrics and geometry distances of features in a file.</summary>
public static class MeasureCommand
{
    private const int Done = 0;
    private const int BadInput = 2;
    private const int NotFinished = 3;

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var features = new Argument<string>("features") { Description = "Features of shape (samples, dimension): a .npy or IDX file, plain or .gz" };
        var labels = new Option<string>("--labels") { Description = "Integer labels of shape (samples,), in the same order", Required = true };
        var weights = new Option<string?>("--weights") { Description = "Last-layer weights of shape (classes, dimension): adds NC3, NC4 and W's geometry" };
        var bias = new Option<string?>("--bias") { Description = "Last-layer bias of shape (classes,)" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output and nothing else there" };
        var command = new Command("measure", "Measure Neural Collapse on the features of a trained network: NC1 to NC4, the nearest geometry, and a verdict.")
        {
            features, labels, weights, bias, json,
        };
        command.SetAction((result, cancellation) =>
        {
            InvocationConfiguration io = result.InvocationConfiguration;
            var request = new Request(result.GetRequiredValue(features), result.GetRequiredValue(labels), result.GetValue(weights), result.GetValue(bias), result.GetValue(json));
            return Task.Run(() => Run(request, io.Output, io.Error, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            if (request.Bias is not null && request.Weights is null)
            {
                error.WriteLine("--bias is given without --weights; name the weights it belongs to.");
                return BadInput;
            }

            LinearClassifier? classifier = request.Weights is null ? null : FeatureFiles.LoadClassifier(request.Weights, request.Bias);
            var set = new FeatureSet(FeatureFiles.OpenFeatures(request.Features), FeatureFiles.OpenLabels(request.Labels));
            MeasureReport report = request.Json
                ? Measurement.Run(set, classifier, progress: null, cancellation)
                : MeasureCommandView.WithProgress(progress => Measurement.Run(set, classifier, progress, cancellation));
            if (request.Json)
            {
                using var bytes = new MemoryStream();
                MeasureReportJson.Write(report, bytes);
                output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
            }
            else
            {
                MeasureCommandView.Show(report, output);
            }

            return Done;
        }
        catch (Exception e) when (e is FeatureFileException or MeasureException)
        {
            error.WriteLine(e.Message);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Interrupted before the last sample; nothing was measured.");
            return NotFinished;
        }
        catch (Exception e) when (e is IOException or OutOfMemoryException)
        {
            error.WriteLine($"Could not finish: {e.Message}");
            return NotFinished;
        }
    }

    private sealed record Request(string Features, string Labels, string? Weights, string? Bias, bool Json);
}
