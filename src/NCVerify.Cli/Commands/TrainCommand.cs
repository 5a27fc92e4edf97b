using System.CommandLine;
using NCVerify.Cli.Training;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify train EXPERIMENT.json</c>: one experiment, from data to metrics over epochs.</summary>
internal static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("EXPERIMENT.json") { Description = "The experiment ('-': standard input); docs/schemas/experiment.schema.json says what it holds." };
        var engine = new Option<string>("--engine") { Description = "What trains.", DefaultValueFactory = _ => TrainingEngines.Deterministic, HelpName = "NAME" };
        engine.AcceptOnlyFromAmong([.. TrainingEngines.Names]);
        var seed = new Option<ulong?>("--seed") { Description = "Seed of initial weights and batches; the experiment's first one by default.", HelpName = "N" };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs instead of the experiment's; the schedule of the step size stretches with them.", HelpName = "N" };
        var directory = new Option<string?>("--out") { Description = "Directory for result, records, features, checkpoints and a page with figures.", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint in the directory, if there is one." };
        var threads = new Option<int?>("--threads") { Description = "Threads; in the deterministic engine they change the time, never the result. All processors by default.", HelpName = "N" };
        var json = CommonOptions.Json();
        var command = new Command("train", "Train a network as an experiment file says, and follow Neural Collapse over its epochs.") { file, engine, seed, epochs, directory, resume, threads, json };
        command.SetAction((parsed, token) =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            string path = parsed.GetRequiredValue(file);
            Experiment experiment = Read(path, parsed.GetValue(epochs));
            if (parsed.GetValue(threads) is { } degree)
            {
                Parallelism.Degree = degree is > 0 and <= 1024 ? degree : throw new CliException($"--threads {degree.ToString(Exact.Culture)}: a number from 1 to 1024 is expected.");
            }

            TrainFolder? folder = parsed.GetValue(directory) is { } name ? new(name) : null;
            bool goOn = parsed.GetValue(resume);
            if (goOn && folder is null)
            {
                throw new CliException("--resume needs --out DIR, the directory of the run that is to go on.");
            }

            folder?.Require(goOn);
            ITrainingEngine chosen = TrainingEngines.Create(parsed.GetRequiredValue(engine));
            ulong drawn = parsed.GetValue(seed) ?? experiment.Seeds[0];
            bool document = parsed.GetValue(json);
            return Task.Run(() => Run(path, experiment, chosen, drawn, folder, goOn, document, io, token), CancellationToken.None);
        });
        return command;
    }

    private static int Run(string path, Experiment experiment, ITrainingEngine engine, ulong seed, TrainFolder? folder, bool resume, bool json, InvocationConfiguration io, CancellationToken token)
    {
        TrainingData data = Named(path, () => ExperimentData.Load(experiment.Data, DataFolder.FromEnvironment()));
        var options = new SessionOptions { Checkpoint = folder?.Checkpoint, Resume = resume };
        TrainingResult result = TrainView.WithProgress(json, io.Error, progress => Named(path, () => TrainingSession.Run(experiment, engine, data, seed, options, progress, token)));
        string document = TrainJson.Text(result);
        string again = $"ncverify train {path} --engine {engine.Name} --seed {seed.ToString(Exact.Culture)} --epochs {experiment.Epochs.ToString(Exact.Culture)}";
        string? page = folder?.Write(result, document, again);
        if (json)
        {
            io.Output.WriteLine(document);
        }
        else
        {
            TrainView.Show(result, page, io.Output);
        }

        if (!result.Interrupted)
        {
            return ExitCode.Done;
        }

        io.Error.WriteLine($"ncverify: interrupted after epoch {result.Epochs.ToString(Exact.Culture)} of {experiment.Epochs.ToString(Exact.Culture)}; {(folder is null ? "nothing was kept, since --out was not given." : $"go on with: {again} --out {folder.Path} --resume")}");
        return ExitCode.Unfinished;
    }

    private static Experiment Read(string path, int? epochs)
    {
        string text = InputFile.ReadText(path);
        return Named(path, () =>
        {
            Experiment read = ExperimentFile.Parse(text);
            return epochs is { } given ? ExperimentFile.Validate(read with { Epochs = given }) : read;
        });
    }

    // Errors of an experiment name its file.
    private static T Named<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExperimentException e) when (!e.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new CliException($"{path}: {e.Message}");
        }
    }
}
