using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>A loss of a batch, a mean over its samples, in float64; gradients are libtorch's.</summary>
internal abstract class TorchLoss : IDisposable
{
    /// <summary>A score that has no share in a softmax; finite, so that a softmax over nothing else has gradient 0 and not NaN.</summary>
    private protected const double Never = -1e30;

    /// <summary>Whether the loss is a function of the logits.</summary>
    public virtual bool UsesLogits => true;

    /// <summary>Whether the loss is a function of the classifier (the one linear layer of the head) itself.</summary>
    public virtual bool UsesClassifier => false;

    /// <summary>The loss, a scalar.</summary>
    public abstract Tensor Value(LossInputs inputs);

    /// <summary>Tensors that live as long as the loss.</summary>
    private protected virtual IEnumerable<Tensor> Owned => [];

    public void Dispose()
    {
        foreach (Tensor tensor in Owned)
        {
            tensor.Dispose();
        }
    }

    /// <summary>A loss as an experiment states it, for training sets with these class sizes.</summary>
    public static TorchLoss Of(LossSpec spec, IReadOnlyList<int> classSizes, Device device)
    {
        // Refuses what makes no sense, in the words of the deterministic engine.
        _ = Loss.Of(spec, classSizes);
        using DisposeScope scope = NewDisposeScope();
        return spec switch
        {
            CrossEntropySpec crossEntropy => new CrossEntropy(crossEntropy, classSizes, device),
            SquaredErrorSpec squared => new SquaredError(squared, classSizes, device),
            DotRegressionSpec dot => new DotRegression(dot.Target),
            SupervisedContrastiveSpec contrastive => new SupervisedContrast(contrastive),
            AllNcSpec allNc => new AllNc(allNc, classSizes, device),
            _ => throw new ExperimentException($"experiment: loss: the TorchSharp engine has no loss {spec.GetType().Name}."),
        };
    }

    /// <summary>A number per class on the device.</summary>
    private protected static Tensor PerClass(ClassValues? values, IReadOnlyList<int> classSizes, double otherwise, Device device) =>
        OnDevice(values?.Of(classSizes) ?? [.. classSizes.Select(_ => otherwise)], device);

    /// <summary>Class weights scaled so that their mean over the training samples is 1.</summary>
    private protected static Tensor Weights(ClassValues? values, IReadOnlyList<int> classSizes, Device device)
    {
        double[] weights = values?.Of(classSizes) ?? [.. classSizes.Select(_ => 1.0)];
        double mean = weights.Zip(classSizes, (w, n) => w * n).Sum() / classSizes.Sum();
        return OnDevice([.. weights.Select(w => w / mean)], device);
    }

    private protected static Tensor OnDevice(double[] values, Device device) => tensor(values, [values.Length], float64).to(device).DetachFromDisposeScope();

    /// <summary>
    /// -log softmax_y(a) of each row: log(1 + e^L) with L = log sum over j other than y of e^(a_j - a_y). Nothing cancels, so
    /// value and gradient keep their leading digits when the other classes have next to no probability.
    /// </summary>
    internal static Tensor NegativeLogSoftmax(Tensor scores, Tensor labels)
    {
        Tensor column = labels.unsqueeze(1);
        Tensor isOwn = zeros_like(scores).scatter(1, column, ones_like(scores)).IsAbove(0);
        Tensor others = (scores - scores.gather(1, column)).With(isOwn, Never);
        Tensor excess = others.logsumexp(1);
        return excess.logaddexp(zeros_like(excess));
    }
}

/// <summary>Arguments of a loss.</summary>
/// <param name="Features">Batch x d, float64.</param>
/// <param name="Logits">Batch x K, float64; null for a loss that does not use them.</param>
/// <param name="Classifier">K x d, float64; null for a loss that does not use it.</param>
/// <param name="Labels">Classes, int64.</param>
/// <param name="Classes">Number of classes K.</param>
/// <param name="Progress">t/T.</param>
internal sealed record LossInputs(Tensor Features, Tensor? Logits, Tensor? Classifier, Tensor Labels, int Classes, double Progress);
