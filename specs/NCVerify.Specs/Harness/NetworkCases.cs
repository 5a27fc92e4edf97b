using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>Test cases on trained networks: an experiment, an engine and a seed.</summary>
internal static class NetworkCases
{
    /// <summary>One per engine, for tests that look at several experiments or seeds together.</summary>
    public static IEnumerable<TestCaseData> Engines => TrainingEngines.Names.Select(e => new TestCaseData(e).SetArgDisplayNames(e));

    /// <summary>Each experiment on each engine with its first seed, or with all.</summary>
    public static IEnumerable<TestCaseData> Of(IEnumerable<string> experiments, bool everySeed = false) => Cases(experiments, TrainingEngines.Names, e => everySeed ? e.Seeds : e.Seeds.Take(1));

    /// <summary>The same with names in the calls.</summary>
    public static IEnumerable<TestCaseData> Of(params string[] experiments) => Of(experiments, everySeed: false);

    /// <summary>Each experiment with its first seed on CUDA alone: networks that would take a processor days.</summary>
    public static IEnumerable<TestCaseData> OnCuda(params string[] experiments) => Cases(experiments, [TrainingEngines.TorchSharpCuda], e => e.Seeds.Take(1));

    /// <summary>The engine that is always there, for tests over many seeds: others agree with it on one.</summary>
    public static IEnumerable<TestCaseData> Deterministic => Engines.Take(1);

    /// <summary>The engine on CUDA, for tests at the size of the papers that look at several experiments together.</summary>
    public static IEnumerable<TestCaseData> Cuda => Engines.Where(c => c.Arguments[0] is TrainingEngines.TorchSharpCuda);

    /// <summary>Each experiment on the deterministic engine with its first seed.</summary>
    public static IEnumerable<TestCaseData> FirstSeed(params string[] experiments) => Cases(experiments, [TrainingEngines.Deterministic], e => e.Seeds.Take(1));

    /// <summary>Each experiment on the deterministic engine with the seeds after its first.</summary>
    public static IEnumerable<TestCaseData> OtherSeeds(params string[] experiments) => Cases(experiments, [TrainingEngines.Deterministic], e => e.Seeds.Skip(1));

    /// <summary>Each experiment on the deterministic engine with all its seeds.</summary>
    public static IEnumerable<TestCaseData> EverySeed(params string[] experiments) => Cases(experiments, [TrainingEngines.Deterministic], e => e.Seeds);

    /// <summary>What stands for each experiment at the size of the papers, on CUDA with its first seed.</summary>
    public static IEnumerable<TestCaseData> PaperScale(params string[] experiments) => OnCuda([.. experiments.Select(AtPaperScale)]);

    /// <summary>Id of the experiment of specs/experiments/gpu that stands for another one.</summary>
    public static string AtPaperScale(string experiment) => experiment + NetworkRuns.PaperScale;

    private static IEnumerable<TestCaseData> Cases(IEnumerable<string> experiments, IReadOnlyList<string> engines, Func<Experiment, IEnumerable<ulong>> seeds) =>
        from id in experiments
        from engine in engines
        from seed in seeds(NetworkRuns.Experiment(id))
        select new TestCaseData(id, engine, seed).SetArgDisplayNames(id, engine, "seed " + Exact.Format(seed));
}
