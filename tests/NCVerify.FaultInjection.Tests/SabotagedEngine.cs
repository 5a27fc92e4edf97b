using NCVerify.Training;

namespace NCVerify.FaultInjection.Tests;

/// <summary>An engine that trains something else than what it was asked for.</summary>
internal sealed class SabotagedEngine(string name, Func<Experiment, Experiment> change) : ITrainingEngine
{
    private readonly ITrainingEngine _honest = TrainingEngines.Create(name);

    public string Name => _honest.Name;

    public string Description => _honest.Description;

    public bool IsReproducible => _honest.IsReproducible;

    public ITrainingRun Start(Experiment experiment, TrainingData data, ulong seed) => _honest.Start(change(experiment), data, seed);
}
