using TorchSharp;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// The memory that a run cannot do without, looked at before it starts: beyond it an operating system may end the process
/// without a word. On a GPU libtorch itself says when it runs out, and TorchSharp has no call for what is there.
/// </summary>
internal static class MemoryNeed
{
    /// <summary>Refuses a run on the processor that needs more than the machine has.</summary>
    /// <exception cref="EngineException">Says what is needed, what there is and what to do.</exception>
    public static void Check(NetworkPlan plan, Experiment experiment, TrainingData data, torch.Device device)
    {
        double need = Bytes(plan, experiment, data), has = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (device.type == DeviceType.CPU && need > has)
        {
            throw new EngineException(FormattableString.Invariant(
                $"Experiment '{experiment.Id}' needs at least {need / (1 << 30):F1} GiB of memory on cpu; there are {has / (1 << 30):F1} GiB. Use smaller batches (batches.size), a narrower network or fewer samples."));
        }
    }

    /// <summary>A lower bound: data, parameters with gradient and optimiser, and every layer's output of a batch with its gradient.</summary>
    public static double Bytes(NetworkPlan plan, Experiment experiment, TrainingData data)
    {
        double entry = experiment.Precision == Precision.Float64 ? 8 : 4;
        double samples = data.Training.Count, batch = experiment.Batches.Size > 0 ? Math.Min(experiment.Batches.Size, samples) : samples;
        double parameters = plan.Arrays.Sum(a => (double)a.Size), copies = experiment.Optimiser is AdamSpec ? 4 : 3;
        return entry * ((samples * plan.Input.Size) + (copies * parameters) + (2 * batch * Outputs(plan.Body)));
    }

    // Activations that only change entries are not counted: libtorch may keep either side of them.
    private static double Outputs(IEnumerable<LayerPlan> layers) => layers.Sum(l => l.Spec is ResidualSpec
        ? Outputs(l.Body) + Outputs(l.Shortcut)
        : l.Spec is DenseSpec or ConvolutionSpec ? (double)l.Output.Size : 0);
}
