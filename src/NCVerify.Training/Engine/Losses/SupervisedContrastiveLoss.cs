using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Supervised contrastive loss of the unit features z of a batch (Khosla et al. 2020): sum_i v_i [ -1/(n_y - 1) sum over
/// positives p of z_i.z_p/tau + log sum over a other than i of w_ia exp(z_i.z_a/tau) ], where v_i = 1/(number of anchors) and
/// w_ia = 1; or, class-balanced, v_i = 1/(K n_y), w_ia = 1/(n_y - 1) in the own class and 1/n_c in another. Class sizes
/// are those of the batch; a sample without another of its class is no anchor.
/// </summary>
internal sealed class SupervisedContrastiveLoss : Loss
{
    private readonly SupervisedContrastiveSpec _spec;
    private double[] _units = [], _forUnits = [], _factors = [], _shares = [];
    private int[] _sizes = [];

    public SupervisedContrastiveLoss(SupervisedContrastiveSpec spec) =>
        _spec = spec.Temperature > 0 && double.IsFinite(spec.Temperature) ? spec : throw new ExperimentException($"experiment: loss.temperature: {spec.Temperature} was given; expected a positive number.");

    public override LossArguments Arguments => LossArguments.Features;

    public override double Evaluate(LossBatch batch)
    {
        int d = batch.Dimension;
        Resize(batch);
        Span<double> units = _units.AsSpan(0, batch.Count * d), forUnits = _forUnits.AsSpan(0, batch.Count * d);
        UnitRows<double>.Forward(batch.Features, units, d, 1, _factors);
        forUnits.Clear();
        double anchors = 0, anchorClasses = 0, total = 0;
        foreach (int size in _sizes)
        {
            anchors += size >= 2 ? size : 0;
            anchorClasses += size >= 2 ? 1 : 0;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            int own = _sizes[batch.Labels[i]];
            if (own >= 2)
            {
                double outer = _spec.ClassBalanced ? 1 / (anchorClasses * own) : 1 / anchors;
                total += outer * Anchor(batch, i, units, forUnits, outer);
            }
        }

        if (!batch.ForFeatures.IsEmpty)
        {
            UnitRows<double>.Backward(units, forUnits, batch.ForFeatures, d, 1, _factors);
        }

        return total;
    }

    private double Anchor(LossBatch batch, int i, ReadOnlySpan<double> units, Span<double> forUnits, double outer)
    {
        int d = batch.Dimension, label = batch.Labels[i], positives = _sizes[label] - 1;
        Span<double> shares = _shares.AsSpan(0, batch.Count);
        ReadOnlySpan<double> anchor = units.Slice(i * d, d);
        double top = double.NegativeInfinity, attraction = 0, sum = 0;
        for (int a = 0; a < batch.Count; a++)
        {
            shares[a] = VectorOperations.Dot(anchor, units.Slice(a * d, d)) / _spec.Temperature;
            top = a == i ? top : Math.Max(top, shares[a]);
            attraction += a != i && batch.Labels[a] == label ? shares[a] / positives : 0;
        }

        VectorOperations.AddConstant(-top, shares);
        Special.Exp(shares, shares);
        for (int a = 0; a < batch.Count; a++)
        {
            int other = batch.Labels[a];
            shares[a] *= a == i ? 0 : !_spec.ClassBalanced ? 1 : 1.0 / (other == label ? positives : _sizes[other]);
            sum += shares[a];
        }

        for (int a = 0; a < batch.Count && !batch.ForFeatures.IsEmpty; a++)
        {
            double slope = outer / _spec.Temperature * ((shares[a] / sum) - (a != i && batch.Labels[a] == label ? 1.0 / positives : 0));
            VectorOperations.AddScaled(slope, units.Slice(a * d, d), forUnits.Slice(i * d, d));
            VectorOperations.AddScaled(slope, anchor, forUnits.Slice(a * d, d));
        }

        return top + Special.Log(sum) - attraction;
    }

    private void Resize(LossBatch batch)
    {
        if (_shares.Length < batch.Count)
        {
            (_units, _forUnits) = (new double[batch.Count * batch.Dimension], new double[batch.Count * batch.Dimension]);
            (_factors, _shares) = (new double[batch.Count], new double[batch.Count]);
        }

        _sizes = _sizes.Length == batch.Classes ? _sizes : new int[batch.Classes];
        Array.Clear(_sizes);
        foreach (int label in batch.Labels)
        {
            _sizes[label]++;
        }
    }
}
