using NCVerify.Cli.Commands;
using NCVerify.Conformance;
using NCVerify.Metrics;
using NCVerify.Reporting;
using NCVerify.Training;

namespace NCVerify.Cli.Training;

/// <summary>The folder of a run: checkpoint, result, records, features, and a page with figures over epochs.</summary>
internal sealed class TrainFolder(string path)
{
    /// <summary>Where it is, as it was given.</summary>
    public string Path { get; } = path;

    /// <summary>File of the checkpoint.</summary>
    public string Checkpoint => File("checkpoint.npz");

    /// <summary>Refuses what would lose work or cannot work.</summary>
    /// <exception cref="CliException">The path is a file, or the folder holds an unfinished run that would be replaced.</exception>
    public void Require(bool resume)
    {
        if (System.IO.File.Exists(Path))
        {
            throw new CliException($"--out {Path}: this is a file; a directory is expected.");
        }

        if (!resume && TrainingCheckpoint.Peek(Checkpoint) is { } place && place.Epoch < place.Epochs)
        {
            throw new CliException(FormattableString.Invariant($"--out {Path}: it holds an unfinished run (epoch {place.Epoch} of {place.Epochs}). Add --resume to go on from there, name another directory, or delete {Checkpoint} to start anew."));
        }
    }

    /// <summary>Writes all but the checkpoint, which the session writes itself; returns the path of the page.</summary>
    /// <param name="result">What came out.</param>
    /// <param name="json">The result as JSON.</param>
    /// <param name="command">The command that makes it again.</param>
    public string Write(TrainingResult result, string json, string command)
    {
        AtomicFile.WriteText(File("result.json"), json + "\n");
        AtomicFile.WriteText(File("records.csv"), RecordsCsv.Write(result.Records));
        FeatureExport.Write(File("features.npz"), result.Final);
        var statistics = ClassStatistics.Collect(result.Final.Set, result.Final.Classifier);
        string name = FormattableString.Invariant($"{result.Experiment.Id}, seed {result.Seed}, after {result.Epochs} epochs");
        MeasuringReport report = MeasureCommandReport.Of([new MeasuredInput(name, Measurement.Run(statistics), statistics)], overEpochs: false, command);
        MeasuredModel model = report.Models[0];
        return MeasuringReportWriter.Write(report with { Models = [model with { Figures = [.. TrainFigures.Of(model.Id, result), .. model.Figures] }] }, Path);
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
