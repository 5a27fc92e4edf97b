using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Mean of omega_y |z - e_y|^2/2.</summary>
internal sealed class SquaredError(SquaredErrorSpec spec, IReadOnlyList<int> classSizes, Device device) : TorchLoss
{
    private readonly Tensor _weights = Weights(spec.Weights, classSizes, device);
    private readonly Tensor _targets = eye(classSizes.Count, -1, float64, device).DetachFromDisposeScope();

    private protected override IEnumerable<Tensor> Owned => [_weights, _targets];

    public override Tensor Value(LossInputs inputs)
    {
        Tensor error = inputs.Logits! - _targets.index_select(0, inputs.Labels);
        return ((error * error).sum(1L) * _weights.index_select(0, inputs.Labels)).mean().Over(2);
    }
}
