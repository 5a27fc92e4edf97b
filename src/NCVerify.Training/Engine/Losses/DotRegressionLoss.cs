namespace NCVerify.Training;

/// <summary>Mean of (z_y - t)^2/(2t), z_y = w_y.h with a fixed classifier (Yang et al. 2022).</summary>
internal sealed class DotRegressionLoss : Loss
{
    private readonly double _target;

    public DotRegressionLoss(double target) =>
        _target = target > 0 && double.IsFinite(target) ? target : throw new ExperimentException($"experiment: loss.target: {target} was given; expected a positive number.");

    public override LossArguments Arguments => LossArguments.Logits;

    public override double Evaluate(LossBatch batch)
    {
        double total = 0;
        batch.ForLogits.Clear();
        for (int i = 0; i < batch.Count; i++)
        {
            int at = (i * batch.Classes) + batch.Labels[i];
            double error = batch.Logits[at] - _target;
            total += error * error / (2 * _target);
            if (!batch.ForLogits.IsEmpty)
            {
                batch.ForLogits[at] = error / (_target * batch.Count);
            }
        }

        return total / batch.Count;
    }
}
