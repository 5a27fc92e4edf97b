using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Mean of (z_y - t)^2/(2t), z_y = w_y.h with a fixed classifier (Yang et al. 2022).</summary>
internal sealed class DotRegression(double target) : TorchLoss
{
    public override Tensor Value(LossInputs inputs)
    {
        Tensor error = inputs.Logits!.gather(1, inputs.Labels.unsqueeze(1)).Plus(-target);
        return (error * error).mean().Over(2 * target);
    }
}
