using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Mean of omega_y [log sum_j exp(a_j) - a_y] with a_j = delta_j z_j + iota_j, or delta_y z_j by label; plus the centre collapse
/// regulariser, where there is one.
/// </summary>
internal sealed class CrossEntropyLoss(CrossEntropySpec spec, IReadOnlyList<int> classSizes) : Loss
{
    private readonly double[] _weights = Weights(spec.Weights, classSizes);
    private readonly double[] _temperatures = Values(spec.Temperature, classSizes, 1, "temperature");
    private readonly double[] _offsets = Values(spec.Offset, classSizes, 0, "offset");
    private readonly double[] _shares = new double[classSizes.Count];
    private readonly CentreCollapse? _centres = spec.CentreCollapse is { } centres ? new(centres, classSizes.Count) : null;

    public override LossArguments Arguments => LossArguments.Logits | (_centres is null ? LossArguments.None : LossArguments.Features);

    public override double Evaluate(LossBatch batch)
    {
        double total = 0;
        int classes = batch.Classes;
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            ReadOnlySpan<double> logits = batch.Logits.Slice(i * classes, classes);
            for (int j = 0; j < classes; j++)
            {
                // An offset that belongs to the sample's class moves all logits alike and has no effect.
                _shares[j] = spec.ByLabel ? _temperatures[label] * logits[j] : (_temperatures[j] * logits[j]) + _offsets[j];
            }

            total += _weights[label] * Softmax.Split(_shares, label);
            if (!batch.ForLogits.IsEmpty)
            {
                double factor = _weights[label] / batch.Count;
                Span<double> gradient = batch.ForLogits.Slice(i * classes, classes);
                for (int j = 0; j < classes; j++)
                {
                    gradient[j] = factor * _temperatures[spec.ByLabel ? label : j] * _shares[j];
                }
            }
        }

        return (total / batch.Count) + (_centres?.Evaluate(batch) ?? 0);
    }
}
