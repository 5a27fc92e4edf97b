using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Inputs and classes on the device.</summary>
internal sealed class DeviceData : IDisposable
{
    /// <summary>Moves inputs to a device.</summary>
    /// <param name="inputs">Samples, a vector or channels x height x width each.</param>
    /// <param name="type">Number format.</param>
    /// <param name="device">Where to.</param>
    public DeviceData(LabelledInputs inputs, ScalarType type, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        var shape = TensorShape.Of(inputs);
        long[] axes = shape.IsVector ? [inputs.Count, shape.Size] : [inputs.Count, shape.Channels, shape.Height, shape.Width];
        Tensor values = tensor(inputs.Values, axes, float32).to(device).to(type);
        Tensor labels = tensor([.. inputs.Labels.Select(y => (long)y)], [inputs.Count], int64).to(device);
        (Inputs, Labels) = (values.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
    }

    /// <summary>N x shape of a sample.</summary>
    public Tensor Inputs { get; }

    /// <summary>N classes, int64.</summary>
    public Tensor Labels { get; }

    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }
}
