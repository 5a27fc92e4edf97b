using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>Test cases on trained networks: an experiment, an engine and a seed.</summary>
internal static class NetworkCases
{
    /// <summary>Each experiment on each engine with its first seed, or with all.</summary>
    public static IEnumerable<TestCaseData> Of(IEnumerable<string> experiments, bool everySeed = false) => On(TrainingEngines.Names, experiments, everySeed);

    /// <summary>The same with names in the calls.</summary>
    public static IEnumerable<TestCaseData> Of(params string[] experiments) => Of(experiments, everySeed: false);

    /// <summary>Each experiment with its first seed on CUDA alone: networks that would take a processor days.</summary>
    public static IEnumerable<TestCaseData> OnCuda(params string[] experiments) => On([TrainingEngines.TorchSharpCuda], experiments, everySeed: false);

    private static IEnumerable<TestCaseData> On(IEnumerable<string> engines, IEnumerable<string> experiments, bool everySeed) =>
        from id in experiments
        from engine in engines
        from seed in everySeed ? NetworkRuns.Experiment(id).Seeds : NetworkRuns.Experiment(id).Seeds.Take(1)
        select new TestCaseData(id, engine, seed).SetArgDisplayNames(id, engine, "seed " + Numerics.Exact.Format(seed));
}
