using System.CommandLine;
using NCVerify.Metrics;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary>`ncverify measure`: all Neural Collapse metrics and geometry distances of features in files.</summary>
public static class MeasureCommand
{
    private const int Done = 0;
    private const int BadInput = 2;
    private const int NotFinished = 3;
    private const string CrossEntropy = "cross-entropy";
    private const string SquaredError = "mse";
    private const string Models = "models";
    private const string Epochs = "epochs";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var features = new Argument<string[]>("features") { Description = "Features of shape (samples, dimension): a .npy, .npz, .safetensors, .csv or IDX file, FILE:NAME for an array in it, a pattern such as 'part-*.npy', or several files (shards); '-' or a named pipe: .npy arrays or text, plain or gzip, measured in one pass", Arity = ArgumentArity.OneOrMore };
        var labels = new Option<string[]>("--labels") { Description = "Integer labels of shape (samples,), in the same order; not needed when the file of the features holds them", AllowMultipleArgumentsPerToken = true };
        var targets = new Option<string?>("--targets") { Description = "Real targets of shape (samples, targets) instead of labels: neural regression collapse, NRC1 to NRC3" };
        var weights = new Option<string?>("--weights") { Description = "Last-layer weights of shape (classes, dimension): adds NC3, NC4 and W's geometry" };
        var bias = new Option<string?>("--bias") { Description = "Last-layer bias of shape (classes,)" };
        var testFeatures = new Option<string?>("--test-features") { Description = "Features of test samples: adds test.*" };
        var testLabels = new Option<string?>("--test-labels") { Description = "Their labels" };
        var outside = new Option<string?>("--ood-features") { Description = "Features of samples that belong to no class: adds nc5.*" };
        var lambdaW = new Option<double[]>("--lambda-w") { Description = "Penalty lambda/2 |W|^2 of the training loss: with --lambda-h adds the solution at these penalties as a geometry. With --loss mse one per linear layer, the layer nearest the features first", AllowMultipleArgumentsPerToken = true };
        var loss = new Option<string>("--loss") { Description = "The loss these penalties belong to: cross-entropy, or mse (1/2 mean squared error, linear layers without bias)", DefaultValueFactory = _ => CrossEntropy };
        var cdnvPower = new Option<double?>("--cdnv-power") { Description = "Adds nc1.cdnv.power, with this power of the squared distance" };
        var lambdaH = new Option<double?>("--lambda-h") { Description = "Penalty lambda/2 |H|^2 on the features, summed over samples" };
        var nonnegative = new Option<bool>("--nonnegative") { Description = "Features are nonnegative (after a ReLU) in that problem" };
        var full = new Option<bool>("--full") { Description = "d x d quantities too: VCI, numerical rank, spectra; NC1 of features of length 1; cosine margins" };
        var bootstrap = new Option<int>("--bootstrap") { Description = "95 % intervals from this many resamplings, each of which reads the data again" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the bootstrap", DefaultValueFactory = _ => 1 };
        var each = new Option<string?>("--each") { Description = $"Measure every file of features by itself: '{Models}' side by side, or '{Epochs}' of one model" };
        var report = new Option<string?>("--report") { Description = "Write an HTML report into this directory", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output and nothing else there" };
        var command = new Command("measure", "Measure Neural Collapse on the features of a trained network: NC1 to NC4, the nearest geometry, and a verdict.")
        {
            features, labels, targets, weights, bias, testFeatures, testLabels, outside, lambdaW, lambdaH, loss, nonnegative, cdnvPower, full, bootstrap, seed, each, report, json,
        };
        command.SetAction((result, cancellation) =>
        {
            InvocationConfiguration io = result.InvocationConfiguration;
            (double[] w, double? h) = (result.GetValue(lambdaW) ?? [], result.GetValue(lambdaH));
            bool squared = string.Equals(result.GetValue(loss), SquaredError, StringComparison.Ordinal);
            var request = new MeasureRequest
            {
                Features = result.GetRequiredValue(features),
                Labels = result.GetValue(labels) ?? [],
                Targets = result.GetValue(targets),
                Weights = result.GetValue(weights),
                Bias = result.GetValue(bias),
                TestFeatures = result.GetValue(testFeatures),
                TestLabels = result.GetValue(testLabels),
                Outside = result.GetValue(outside),
                Penalties = !squared && w is [double x] && h is { } y ? new(x, y, result.GetValue(nonnegative)) : null,
                DeepLinear = squared && w.Length > 0 && h is { } z ? new(w, z) : null,
                CdnvPower = result.GetValue(cdnvPower),
                Full = result.GetValue(full),
                Bootstrap = result.GetValue(bootstrap),
                Seed = result.GetValue(seed),
                Each = result.GetValue(each),
                Report = result.GetValue(report),
                Json = result.GetValue(json),
                Command = "ncverify " + string.Join(' ', result.Tokens.Select(t => t.Value.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ':' or '=')) ? $"'{t.Value}'" : t.Value)),
            };
            string? usage = PenaltyUsage(w, h, result.GetValue(loss), squared, result.GetValue(nonnegative)) ?? MeasureCommandRegression.Usage(request) ?? Usage(request);
            return Task.Run(() => Run(request, usage, io.Output, io.Error, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static string? PenaltyUsage(double[] w, double? h, string? loss, bool squared, bool nonnegative) => 0 switch
    {
        _ when w.Length > 0 != h is not null => "--lambda-w and --lambda-h belong together; name both.",
        _ when loss is not (CrossEntropy or SquaredError) => $"--loss {loss}: '{CrossEntropy}' or '{SquaredError}' is expected.",
        _ when squared && h is null => $"--loss {SquaredError} is given without penalties; name them with --lambda-w and --lambda-h.",
        _ when squared && nonnegative => $"--nonnegative is known for {CrossEntropy} only; leave it out, or --loss {SquaredError}.",
        _ when !squared && w.Length > 1 => $"--lambda-w has {w.Length} values, one per linear layer, which are known for --loss {SquaredError} only.",
        _ when w.Append(h ?? 1).Any(x => !(x > 0 && double.IsFinite(x))) => "--lambda-w and --lambda-h must be positive and finite.",
        _ => null,
    };

    private static string? Usage(MeasureRequest request) => request switch
    {
        { Bias: not null, Weights: null } => "--bias is given without --weights; name the weights it belongs to.",
        { TestLabels: not null, TestFeatures: null } => "--test-labels is given without --test-features; name the features they belong to.",
        { Bootstrap: < 0 or 1 or > 100_000 } => $"--bootstrap {request.Bootstrap}: between 2 and 100000 replicates are needed (0 for none); 200 are usual.",
        { CdnvPower: { } p } when !(p > 0 && double.IsFinite(p)) => "--cdnv-power must be positive and finite.",
        { Each: not (null or Models or Epochs) } => $"--each {request.Each}: '{Models}' or '{Epochs}' is expected.",
        { Report: { } folder } when File.Exists(folder) => $"--report {folder}: this is a file; a directory is expected.",
        _ => null,
    };

    private static int Run(MeasureRequest request, string? usage, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            if (usage is not null)
            {
                error.WriteLine(usage);
                return BadInput;
            }

            if (request.Targets is not null)
            {
                MeasureCommandRegression.Run(request, output, cancellation);
                return Done;
            }

            MeasuredInput[] inputs = request.Each is null
                ? [Measure(request, request.Features[0], cancellation)]
                : [.. FeatureFiles.Places(request.Features).Select(place => Measure(request with { Features = [place] }, place, cancellation))];
            string? page = request.Report is { } folder ? MeasuringReportWriter.Write(MeasureCommandReport.Of(inputs, string.Equals(request.Each, Epochs, StringComparison.Ordinal), request.Command), folder) : null;
            Show(request, inputs, page, output);
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

    private static MeasuredInput Measure(MeasureRequest request, string name, CancellationToken cancellation)
    {
        if (request.Features.Count == 1 && FeaturePipe.TryOpen(name) is { } pipe)
        {
            using (pipe)
            {
                return MeasurePipe(request, pipe, name, cancellation);
            }
        }

        return MeasureFiles(request, Path.GetFileName(name), cancellation);
    }

    private static MeasuredInput MeasureFiles(MeasureRequest request, string shown, CancellationToken cancellation)
    {

        (FeatureSet set, LinearClassifier? classifier) = MeasureCommandInputs.Open(request);
        MeasureOptions options = MeasureCommandInputs.Options(request);
        return MeasureCommandView.WithProgress(quiet: request.Json, options.Bootstrap > 0, (reading, resampling) =>
        {
            var statistics = ClassStatistics.Collect(set, classifier, reading, request.Full, cancellation);
            return new MeasuredInput(shown, Measurement.Run(set, statistics, options, resampling, cancellation), statistics);
        });
    }

    // How much will come is not known, so there is no bar.
    private static MeasuredInput MeasurePipe(MeasureRequest request, Stream pipe, string name, CancellationToken cancellation)
    {
        string shown = string.Equals(name, FeaturePipe.StandardInput, StringComparison.Ordinal) ? "standard input" : Path.GetFileName(name);
        string folder = Directory.CreateTempSubdirectory("ncverify-").FullName;
        try
        {
            return FeaturePipe.Spool(pipe, folder, cancellation) is { } copy
                ? MeasureFiles(request with { Features = [copy] }, shown, cancellation)
                : MeasureOnce(request, pipe, name, shown, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MeasuredInput MeasureOnce(MeasureRequest request, Stream pipe, string name, string shown, CancellationToken cancellation)
    {
        if (request.Bootstrap > 0)
        {
            throw new MeasureException($"--bootstrap {request.Bootstrap} reads the samples again, which a pipe cannot give; write them to a file and measure that.");
        }

        LinearClassifier? classifier = request.Weights is { } weights ? FeatureFiles.LoadClassifier(weights, request.Bias) : null;
        MeasureOptions options = MeasureCommandInputs.PipeOptions(request);
        ClassStatistics statistics = FeaturePipe.Collect(pipe, name, request.Labels, classifier, cancellation);
        return new MeasuredInput(shown, Measurement.Run(null, statistics, options, null, cancellation), statistics);
    }

    private static void Show(MeasureRequest request, MeasuredInput[] inputs, string? page, TextWriter output)
    {
        if (request.Json)
        {
            output.WriteLine(request.Each is null ? MeasureCommandReport.Json(inputs[0].Report) : MeasureReportJson.Models([.. inputs.Select(i => (i.Name, i.Report))]));
            return;
        }

        foreach (MeasuredInput input in inputs)
        {
            if (inputs.Length > 1)
            {
                output.WriteLine($"== {input.Name}");
            }

            MeasureCommandView.Show(input.Report, output);
        }

        if (page is not null)
        {
            output.WriteLine($"Report: {page}");
        }
    }
}
