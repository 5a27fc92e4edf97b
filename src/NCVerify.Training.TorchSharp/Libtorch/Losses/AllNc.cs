using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// AllNC-R of unit features, unit classifiers and the normalised class means of the batch; the terms and their weights are
/// those of <see cref="AllNcLoss"/>.
/// </summary>
internal sealed class AllNc(AllNcSpec spec, IReadOnlyList<int> classSizes, Device device) : TorchLoss
{
    // Balanced means weigh a sample of class k by N/(K n_k), with the sizes of the training set.
    private readonly Tensor _balance = OnDevice([.. classSizes.Select(n => (double)classSizes.Sum() / ((double)n * classSizes.Count))], device);

    private protected override IEnumerable<Tensor> Owned => [_balance];

    public override bool UsesLogits => false;

    public override bool UsesClassifier => true;

    public override Tensor Value(LossInputs inputs)
    {
        Tensor labels = inputs.Labels, features = UnitRows.Of(inputs.Features, 1), classifiers = UnitRows.Of(inputs.Classifier!, 1);
        double alpha = 1 - (inputs.Progress * inputs.Progress), count = inputs.Features.shape[0];
        Tensor balanced = _balance.index_select(0, labels).Over(count);
        Tensor counts = labels.bincount(null, inputs.Classes).to(float64), isPresent = counts.IsAbove(0);
        Tensor sums = zeros(inputs.Classes, features.shape[1], float64, features.device).PlusRows(labels, features);
        Tensor means = UnitRows.Of(sums / counts.AtLeast(1).unsqueeze(1), 1);

        Tensor instance = NegativeLogSoftmax(features.matmul(classifiers.t()).Times(spec.Scale), labels);
        Tensor contrast = NegativeLogSoftmax(features.matmul(means.t()).Over(spec.Temperature).With(isPresent.logical_not(), Never), labels);
        Tensor ofMeans = NegativeLogSoftmax(means.matmul(classifiers.t()).Times(spec.Scale), Numbers.Range(0, inputs.Classes, features.device));
        return (instance * balanced.Times(1 - alpha).Plus(alpha / count)).sum()
            .Plus((contrast * balanced).sum().Times(spec.Weight))
            .Plus(((ofMeans * isPresent.to(float64)).sum() / isPresent.to(float64).sum()).Times(spec.Weight));
    }
}
