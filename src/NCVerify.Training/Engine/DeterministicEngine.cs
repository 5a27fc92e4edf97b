using System.Runtime.Intrinsics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Our own engine: on the CPU, in float32 or float64, and with the same bits on any machine. Every number is computed in
/// one order of operations fixed beforehand, whatever the vector width and the number of threads.
/// </summary>
public sealed class DeterministicEngine : ITrainingEngine
{
    /// <inheritdoc/>
    public string Name => "deterministic";

    /// <inheritdoc/>
    public string Description =>
        $"deterministic engine on the CPU, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits, {Parallelism.Degree} threads, .NET {Environment.Version}";

    /// <inheritdoc/>
    public bool IsReproducible => true;

    /// <inheritdoc/>
    public ITrainingRun Start(Experiment experiment, TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(data);
        return experiment.Precision == Precision.Float64
            ? new DeterministicRun<double>(experiment, data, seed)
            : new DeterministicRun<float>(experiment, data, seed);
    }
}
