namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>The engines that tests compare.</summary>
internal static class Engines
{
    public static ITrainingEngine Deterministic { get; } = new DeterministicEngine();

    /// <summary>Names of the engines on libtorch.</summary>
    public static IEnumerable<string> OnLibtorch => TrainingEngines.Names.Where(n => n != TrainingEngines.Deterministic);

    /// <summary>An engine on libtorch; where there is none the test is not run, and says why.</summary>
    public static ITrainingEngine Torch(string name = TrainingEngines.TorchSharpCpu)
    {
        if (TrainingEngines.Status(name).Missing is { } missing)
        {
            Assert.Ignore("not run: " + missing);
        }

        return TrainingEngines.Create(name);
    }
}
