using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Mean of omega_y [-log softmax_y(a)] with a_j = delta_j z_j + iota_j, or delta_y z_j by label; plus the centre collapse regulariser, where there is one.</summary>
internal sealed class CrossEntropy(CrossEntropySpec spec, IReadOnlyList<int> classSizes, Device device) : TorchLoss
{
    private readonly Tensor _weights = Weights(spec.Weights, classSizes, device);
    private readonly Tensor _temperatures = PerClass(spec.Temperature, classSizes, 1, device);
    private readonly Tensor _offsets = PerClass(spec.Offset, classSizes, 0, device);

    private readonly CentreCollapseTerm? _centres = spec.CentreCollapse is { } centres ? new(centres, device) : null;

    private protected override IEnumerable<Tensor> Owned => [_weights, _temperatures, _offsets, .. _centres?.Owned ?? []];

    public override Tensor Value(LossInputs inputs)
    {
        // By label, an offset moves all logits alike and has no effect.
        Tensor logits = inputs.Logits!;
        Tensor scores = spec.ByLabel ? logits * _temperatures.index_select(0, inputs.Labels).unsqueeze(1) : (logits * _temperatures).Plus(_offsets);
        Tensor mean = (NegativeLogSoftmax(scores, inputs.Labels) * _weights.index_select(0, inputs.Labels)).mean();
        return _centres is null ? mean : mean.Plus(_centres.Value(inputs));
    }
}
