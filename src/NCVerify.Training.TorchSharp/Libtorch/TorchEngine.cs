using System.Diagnostics.CodeAnalysis;
using NCVerify.Numerics;
using TorchSharp;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// libtorch by way of TorchSharp. Losses are computed in float64 whatever the network computes in, as in the deterministic
/// engine; initial values, batches, penalties and schedules are that engine's.
/// </summary>
internal sealed class TorchEngine : ITrainingEngine
{
    private readonly torch.Device _device;

    private TorchEngine(string name, torch.Device device) => (Name, _device) = (name, device);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description => _device.type == DeviceType.CUDA
        ? $"{LibtorchLibrary.Versions()}, {_device}: {NvidiaDriver.Describe()}; no TF32, no mixed precision; deterministic algorithms cannot be asked for, so bits may differ from run to run"
        : $"{LibtorchLibrary.Versions()}, CPU, {Parallelism.Degree} threads; no mixed precision; bits are those of this processor, library and number of threads";

    /// <inheritdoc/>
    public bool IsReproducible => false;

    /// <summary>The engine of a name.</summary>
    /// <exception cref="EngineException">libtorch does not load, or there is no CUDA device.</exception>
    public static TorchEngine Create(string name)
    {
        if (name != TrainingEngines.TorchSharpCuda)
        {
            LibtorchLibrary.Load();
            NativeMemory.KeepFreed();
            return new(name, torch.CPU);
        }

        LibtorchLibrary.RequireCuda();

        // Products of rounded inputs would differ from the other engine's by a thousandth.
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
        return new(name, new torch.Device(DeviceType.CUDA, 0));
    }

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes the run.")]
    public ITrainingRun Start(Experiment experiment, TrainingData data, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(data);
        return LibtorchErrors.Guard($"at the start of experiment '{experiment.Id}'", _device, () => new TorchRun(experiment, data, seed, _device));
    }
}
