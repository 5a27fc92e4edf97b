using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>The centre collapse regulariser of a batch, as <see cref="CentreCollapseSpec"/> states it.</summary>
internal sealed class CentreCollapse
{
    private readonly CentreCollapseSpec _spec;
    private readonly int[] _counts;
    private readonly double[] _shares;
    private double[] _frame = [], _means = [];

    public CentreCollapse(CentreCollapseSpec spec, int classes)
    {
        _spec = spec is { Weight: >= 0, Length: > 0 } && double.IsFinite(spec.Weight + spec.Length)
            ? spec
            : throw new ExperimentException($"experiment: loss.centreCollapse: {spec} was given; expected a weight of at least 0 and a positive length.");
        (_counts, _shares) = (new int[classes], new double[classes]);
    }

    /// <summary>Its value; writes its gradient for the features, where one is wanted.</summary>
    public double Evaluate(LossBatch batch)
    {
        int d = batch.Dimension, k = batch.Classes;
        if (_frame.Length == 0)
        {
            (_frame, _means) = (_spec.Frame(k, d).Data, new double[k * d]);
        }

        Means(batch);
        double total = 0;
        for (int c = 0; c < k; c++)
        {
            Span<double> mean = _means.AsSpan(c * d, d);
            for (int j = 0; j < k; j++)
            {
                _shares[j] = VectorOperations.Dot(mean, _frame.AsSpan(j * d, d));
            }

            total += Softmax.Split(_shares, c);
            mean.Clear();
            for (int j = 0; j < k && _counts[c] > 0; j++)
            {
                VectorOperations.AddScaled(_spec.Weight * _shares[j] / ((double)k * _counts[c]), _frame.AsSpan(j * d, d), mean);
            }
        }

        // Each sample of a class has the same share of the gradient of its mean, which now stands in the mean's place.
        for (int i = 0; i < batch.Count && !batch.ForFeatures.IsEmpty; i++)
        {
            _means.AsSpan(batch.Labels[i] * d, d).CopyTo(batch.ForFeatures.Slice(i * d, d));
        }

        return _spec.Weight * total / k;
    }

    private void Means(LossBatch batch)
    {
        int d = batch.Dimension;
        Array.Clear(_counts);
        Array.Clear(_means);
        foreach (int label in batch.Labels)
        {
            _counts[label]++;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            VectorOperations.AddScaled(1.0 / _counts[label], batch.Features.Slice(i * d, d), _means.AsSpan(label * d, d));
        }
    }
}
