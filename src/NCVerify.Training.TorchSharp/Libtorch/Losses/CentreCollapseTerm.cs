using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>The centre collapse regulariser of a batch, as <see cref="CentreCollapseSpec"/> states it.</summary>
internal sealed class CentreCollapseTerm(CentreCollapseSpec spec, Device device)
{
    private Tensor? _frame;

    /// <summary>Tensors that live as long as the term.</summary>
    public IEnumerable<Tensor> Owned => _frame is null ? [] : [_frame];

    public Tensor Value(LossInputs inputs)
    {
        _frame ??= Frame(inputs);
        Tensor counts = inputs.Labels.bincount(null, inputs.Classes).to(float64);
        Tensor sums = zeros(inputs.Classes, inputs.Features.shape[1], float64, inputs.Features.device).PlusRows(inputs.Labels, inputs.Features);
        Tensor scores = (sums / counts.AtLeast(1).unsqueeze(1)).matmul(_frame.t());
        return TorchLoss.NegativeLogSoftmax(scores, Numbers.Range(0, inputs.Classes, scores.device)).mean().Times(spec.Weight);
    }

    private Tensor Frame(LossInputs inputs)
    {
        long dimension = inputs.Features.shape[1];
        return tensor(spec.Frame(inputs.Classes, (int)dimension).Data, [inputs.Classes, dimension], float64).to(device).DetachFromDisposeScope();
    }
}
