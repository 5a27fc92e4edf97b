using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// Supervised contrastive loss of the unit features of a batch (Khosla et al. 2020), plain or class-balanced (SC-04); a sample
/// without another of its class is no anchor.
/// </summary>
internal sealed class SupervisedContrast(SupervisedContrastiveSpec spec) : TorchLoss
{
    /// <summary>Most inner products that are held at once; larger sets are taken in blocks of anchors.</summary>
    private const long MostProducts = 1 << 24;

    public override bool UsesLogits => false;

    public override Tensor Value(LossInputs inputs)
    {
        long count = inputs.Features.shape[0];
        if (count < 2)
        {
            return inputs.Features.Times(0).sum();
        }

        Tensor units = UnitRows.Of(inputs.Features, 1);
        Tensor sizes = inputs.Labels.bincount(null, inputs.Classes), own = sizes.index_select(0, inputs.Labels).to(float64);
        Tensor isAnchor = own.IsAbove(1);
        Tensor outer = spec.ClassBalanced
            ? where(isAnchor, own.reciprocal(), zeros_like(own)) / sizes.IsAbove(1).sum().to(float64).AtLeast(1)
            : isAnchor.to(float64) / isAnchor.sum().to(float64).AtLeast(1);
        long block = Math.Clamp(MostProducts / count, 1, count);
        Tensor total = zeros(1, float64, units.device);
        for (long start = 0; start < count; start += block)
        {
            long length = Math.Min(block, count - start);
            total = total.Plus((outer.narrow(0, start, length) * Anchors(units, inputs.Labels, own, start, length)).sum());
        }

        return total.sum();
    }

    /// <summary>The bracket of the loss for some anchors.</summary>
    private Tensor Anchors(Tensor units, Tensor labels, Tensor own, long start, long length)
    {
        long count = units.shape[0];
        Tensor scores = units.narrow(0, start, length).matmul(units.t()).Over(spec.Temperature);
        Tensor isSelf = Numbers.Range(start, start + length, units.device).unsqueeze(1).eq(Numbers.Range(0, count, units.device).unsqueeze(0));
        Tensor isSame = labels.narrow(0, start, length).unsqueeze(1).eq(labels.unsqueeze(0));
        Tensor positives = own.narrow(0, start, length).Plus(-1).AtLeast(1);
        Tensor attraction = (scores * isSame.logical_and(isSelf.logical_not()).to(float64)).sum(1L) / positives;
        if (spec.ClassBalanced)
        {
            Tensor sizes = where(isSame, positives.unsqueeze(1).expand(length, count), own.unsqueeze(0).expand(length, count));
            scores = scores - sizes.log();
        }

        return scores.With(isSelf, Never).logsumexp(1) - attraction;
    }
}
