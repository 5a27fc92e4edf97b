using System.Collections.Concurrent;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>Runs each experiment once per engine and seed: several claims speak of the same networks.</summary>
internal static class NetworkRuns
{
    private static readonly ConcurrentDictionary<(string Engine, string Experiment, ulong Seed), Lazy<TrainingResult>> Results = new();

    /// <summary>How the ids of experiments at the size of the papers end.</summary>
    public const string PaperScale = "-gpu";

    /// <summary>An experiment of specs/experiments, or of its folder gpu.</summary>
    public static Experiment Experiment(string id) =>
        ExperimentFile.Load(Path.Combine(AppContext.BaseDirectory, "experiments", id.EndsWith(PaperScale, StringComparison.Ordinal) ? "gpu" : "", id + ".json"));

    /// <summary>What an experiment gave on an engine. Ends the test as "not run" where the engine or the data are not there.</summary>
    public static TrainingResult Train(Experiment experiment, string engine, ulong seed)
    {
        Func<string, ITrainingEngine> engines = Workbench.Current.Engines;
        ITrainingEngine trainer = Engine(engines, engine);
        TrainingData data = Data(experiment);

        // Another engine in the place of ours (fault injection) must not find what ours left.
        return Workbench.IsDefault(engines)
            ? Results.GetOrAdd((engine, ExperimentFile.Write(experiment), seed), _ => new(() => Run(experiment, trainer, data, seed))).Value
            : Run(experiment, trainer, data, seed);
    }

    /// <summary>Digests of the final weights of two runs, on one thread and on two, each as eight whole numbers.</summary>
    public static (double[] One, double[] Two) DigestsOnThreads(Experiment experiment, string engine, ulong seed)
    {
        ITrainingEngine trainer = Engine(Workbench.Current.Engines, engine);
        if (!trainer.IsReproducible)
        {
            Assert.Ignore($"not run: the engine {engine} does not promise the same bits on any number of threads");
        }

        TrainingData data = Data(experiment);
        int before = Parallelism.Degree;
        try
        {
            return (Words(1), Words(2));
        }
        finally
        {
            Parallelism.Degree = before;
        }

        double[] Words(int threads)
        {
            Parallelism.Degree = threads;
            string digest = Run(experiment, trainer, data, seed).Digest;
            return [.. digest.Chunk(8).Select(word => (double)uint.Parse(word, System.Globalization.NumberStyles.HexNumber, Exact.Culture))];
        }
    }

    private static ITrainingEngine Engine(Func<string, ITrainingEngine> engines, string name)
    {
        try
        {
            return engines(name);
        }
        catch (EngineException e)
        {
            Assert.Ignore("not run: " + e.Message);
            throw;
        }
    }

    private static TrainingData Data(Experiment experiment)
    {
        if (!ExperimentData.TryLoad(experiment.Data, DataFolder.FromEnvironment(), out TrainingData? data, out string reason))
        {
            Assert.Ignore(reason);
        }

        return data!;
    }

    private static TrainingResult Run(Experiment experiment, ITrainingEngine trainer, TrainingData data, ulong seed)
    {
        var progress = new LiveProgress($"{experiment.Id}, {trainer.Name}, seed {Exact.Format(seed)}");
        try
        {
            return TrainingSession.Run(experiment, trainer, data, seed, progress: progress);
        }
        catch (DivergedException e)
        {
            throw new OracleException($"{experiment.Id} on {trainer.Name}, seed {Exact.Format(seed)}: {e.Message}");
        }
    }

    /// <summary>A line now and then for whoever waits at a terminal.</summary>
    private sealed class LiveProgress(string name) : IProgress<SessionProgress>
    {
        private const double Interval = 5;
        private double _next = Interval;

        public void Report(SessionProgress value)
        {
            if (value.Elapsed < _next)
            {
                return;
            }

            _next = value.Elapsed + Interval;
            string left = value.Remaining is { } seconds ? $", about {Exact.Format(Math.Round(seconds))} s left" : "";
            TestContext.Progress.WriteLine($"  {name}: epoch {Exact.Format(value.Epoch)} of {Exact.Format(value.Epochs)}{left}");
        }
    }
}
