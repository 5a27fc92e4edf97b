namespace NCVerify.Training;

/// <summary>Mean of omega_y |z - e_y|^2/2.</summary>
internal sealed class SquaredErrorLoss(SquaredErrorSpec spec, IReadOnlyList<int> classSizes) : Loss
{
    private readonly double[] _weights = Weights(spec.Weights, classSizes);

    public override LossArguments Arguments => LossArguments.Logits;

    public override double Evaluate(LossBatch batch)
    {
        double total = 0;
        for (int i = 0, at = 0; i < batch.Count; i++)
        {
            int label = batch.Labels[i];
            double square = 0, factor = _weights[label] / batch.Count;
            for (int j = 0; j < batch.Classes; j++, at++)
            {
                double error = batch.Logits[at] - (j == label ? 1 : 0);
                square += error * error;
                if (!batch.ForLogits.IsEmpty)
                {
                    batch.ForLogits[at] = factor * error;
                }
            }

            total += _weights[label] * square / 2;
        }

        return total / batch.Count;
    }
}
