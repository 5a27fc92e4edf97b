using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// AllNC-R of unit features z_i, unit classifiers w_k and the normalised class means m_c of the batch:
/// alpha CE_instance + (1 - alpha) CE_balanced + weight (HyCon-R + P2P-R), alpha = 1 - (t/T)^2. CE has the logits s z_i.w_j.
/// HyCon-R: -log softmax_y(z_i.m_c/tau) over the classes of the batch. P2P-R: mean over these classes of -log
/// softmax_c(s m_c.w_j). Balanced means weigh a sample of class k by N/(K n_k), with the sizes of the training set, so the
/// second branch is class-weighted cross-entropy on the same batch rather than one on samples drawn by class.
/// </summary>
internal sealed class AllNcLoss : Loss
{
    private readonly AllNcSpec _spec;
    private readonly double[] _balance;
    private readonly double[] _counts;
    private readonly UnitBlock _features = new(), _classifiers = new(), _means = new();
    private double[] _shares = [];

    public AllNcLoss(AllNcSpec spec, IReadOnlyList<int> classSizes)
    {
        if (!(spec.Temperature > 0 && spec.Scale > 0 && spec.Weight >= 0 && double.IsFinite(spec.Temperature + spec.Scale + spec.Weight)))
        {
            throw new ExperimentException($"experiment: loss: {spec} was given; expected positive temperature and scale, and a weight of at least 0.");
        }

        _spec = spec;
        double samples = classSizes.Sum();
        _balance = [.. classSizes.Select(n => samples / ((double)n * classSizes.Count))];
        _counts = new double[classSizes.Count];
    }

    public override LossArguments Arguments => LossArguments.Features | LossArguments.Classifier;

    public override double Evaluate(LossBatch batch)
    {
        int k = batch.Classes, d = batch.Dimension, count = batch.Count;
        double alpha = 1 - (batch.Progress * batch.Progress), scale = _spec.Scale, total = 0;
        _shares = _shares.Length == k ? _shares : new double[k];
        _features.Set(batch.Features, d);
        _classifiers.Set(batch.Classifier, d);
        Means(batch);
        for (int i = 0; i < count; i++)
        {
            int label = batch.Labels[i];
            double balanced = _balance[label] / count;
            total += Term(_features, i, _classifiers, label, (alpha / count) + ((1 - alpha) * balanced), scale, []);
            total += Term(_features, i, _means, label, _spec.Weight * balanced, 1 / _spec.Temperature, _counts);
        }

        int present = _counts.Count(n => n > 0);
        for (int c = 0; c < k; c++)
        {
            total += _counts[c] > 0 ? Term(_means, c, _classifiers, c, _spec.Weight / present, scale, []) : 0;
        }

        if (!batch.ForFeatures.IsEmpty)
        {
            BackThroughMeans(batch);
            _features.Back(batch.ForFeatures);
            _classifiers.Back(batch.ForClassifier);
        }

        return total;
    }

    private void Means(LossBatch batch)
    {
        int d = batch.Dimension;
        Array.Clear(_counts);
        foreach (int label in batch.Labels)
        {
            _counts[label]++;
        }

        Span<double> sums = _means.Raw(batch.Classes * d);
        sums.Clear();
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            VectorOperations.AddScaled(1 / _counts[label], _features.Row(i), sums.Slice(label * d, d));
        }

        _means.Set(sums, d);
    }

    private void BackThroughMeans(LossBatch batch)
    {
        int d = batch.Dimension;
        Span<double> forMeans = _means.Raw(batch.Classes * d);
        _means.Back(forMeans);
        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            VectorOperations.AddScaled(1 / _counts[label], forMeans.Slice(label * d, d), _features.ForRow(i));
        }
    }

    /// <summary>weight [-log softmax_label(scale a_i.b_j over the j with a positive count, or all)], with its gradients for both.</summary>
    private double Term(UnitBlock a, int i, UnitBlock b, int label, double weight, double scale, ReadOnlySpan<double> present)
    {
        for (int j = 0; j < _shares.Length; j++)
        {
            _shares[j] = present.IsEmpty || present[j] > 0 ? scale * VectorOperations.Dot(a.Row(i), b.Row(j)) : double.NegativeInfinity;
        }

        double value = Softmax.Split(_shares, label);
        for (int j = 0; j < _shares.Length; j++)
        {
            double slope = weight * scale * _shares[j];
            VectorOperations.AddScaled(slope, b.Row(j), a.ForRow(i));
            VectorOperations.AddScaled(slope, a.Row(i), b.ForRow(j));
        }

        return weight * value;
    }
}
