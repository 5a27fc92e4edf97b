using NCVerify.Specs.Harness;
using NCVerify.Training;

namespace NCVerify.Specs.Rules;

/// <summary>Each experiment at the size of the papers asks the same question as the small one that it stands for.</summary>
public sealed class PaperScaleRules
{
    private static IEnumerable<string> Ids => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "experiments", "gpu"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Ids))]
    public void LossHeadLastLayersAndTheProblemOfClassMeansAreTheSame(string id)
    {
        Experiment large = NetworkRuns.Experiment(id), small = NetworkRuns.Experiment(id[..^NetworkRuns.PaperScale.Length]);
        NetworkSpec resnet = large.Network with { Body = [.. NetworkPresets.ResNet18(), .. small.Network.Body.Skip(2)], Head = small.Network.Head };
        int[] many = Sizes(large.Data), few = Sizes(small.Data);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(large.Id, Is.EqualTo(id));
            Assert.That(large.Claims, Is.EqualTo(small.Claims));
            Assert.That(ExperimentFile.Write(large), Is.EqualTo(ExperimentFile.Write(large with { Loss = small.Loss, Network = resnet, Batches = large.Batches with { Sampling = small.Batches.Sampling } })));
            Assert.That(many.Select(n => n / (double)many[0]), Is.EqualTo(few.Select(n => n / (double)few[0])).Within(1e-3), "sizes in the same ratios");
            Assert.That(large.Data.Join, Is.EqualTo(small.Data.Join), "the same classes joined");
            Assert.That(large.Penalty.Features * many[0], Is.EqualTo(small.Penalty.Features * few[0]).Within(1e-9).Percent, "lambda_H n_k decides the class means that are predicted");
            Assert.That(large.Penalty with { Features = 0 }, Is.EqualTo(small.Penalty with { Features = 0, Classifier = large.Penalty.Classifier }));
            Assert.That(large.Penalty.Classifier, Is.EqualTo(small.Penalty.Classifier));
        }
    }

    private static int[] Sizes(DataSpec data) => [.. data.Counts ?? Enumerable.Range(0, 10).Select(k => k >= 5 && data.Imbalance is { Profile: ImbalanceProfile.Step, Minorities: null } step ? (int)Math.Round(data.PerClass / step.Ratio) : data.PerClass)];

    [Test]
    public void EveryNetworkExperimentOnRealImagesHasOne() => Assert.That(
        Ids,
        Is.EquivalentTo(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "experiments"), "net-*.json").Select(f => NetworkRuns.Experiment(Path.GetFileNameWithoutExtension(f)))
            .Where(e => e.Data.Set == "mnist").Select(e => NetworkCases.AtPaperScale(e.Id))));
}
