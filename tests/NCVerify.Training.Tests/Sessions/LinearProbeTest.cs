using NCVerify.Metrics;
using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

/// <summary>The linear probe, and classes joined of subclasses.</summary>
public sealed class LinearProbeTest
{
    [Test]
    public void ItSeesWhatDiffersInOneDirectionHoweverSmall()
    {
        // Two classes along the first axis, two subclasses of each a thousand times closer along the second.
        int[] subclasses = [.. Enumerable.Range(0, 80).Select(i => i % 4)];
        Matrix features = Rows(subclasses, 1e-3, 1), unseen = Rows(subclasses, 1e-3, 2);
        Assert.That(LinearProbe.Accuracy(features, subclasses, unseen, subclasses), Is.EqualTo(1));
    }

    [Test]
    public void CollapsedSubclassesAreGuessed()
    {
        int[] subclasses = [.. Enumerable.Range(0, 80).Select(i => i % 4)];
        Matrix features = Rows(subclasses, 0, 1), unseen = Rows(subclasses, 0, 2);
        Assert.That(LinearProbe.Accuracy(features, subclasses, unseen, subclasses), Is.InRange(0.25, 0.75), "the class is known, the subclass is not");
    }

    [Test]
    public void FeaturesAllAlikeGiveTheShareOfOneClass()
    {
        int[] subclasses = [0, 1, 2, 1];
        Assert.That(LinearProbe.Accuracy(new(4, 3), subclasses, new(4, 3), subclasses), Is.EqualTo(0.25));
    }

    [Test]
    public void ItIsLeastSquares()
    {
        // One feature, classes at -1, -1, 2: the fitted line of the indicator of class 1 is 1/3 + x/3; it passes one half at 0.5.
        var features = new Matrix(3, 1, [-1, -1, 2]);
        int[] labels = [0, 0, 1];
        Assert.That(LinearProbe.Accuracy(features, labels, new(2, 1, [0.49, 0.51]), [0, 1]), Is.EqualTo(1));
        Assert.That(LinearProbe.Accuracy(features, labels, new(2, 1, [0.51, 0.49]), [0, 1]), Is.Zero);
    }

    [Test]
    public void JoinedClassesKeepTheirSubclassesAndTrainOnTheirOwnLabels()
    {
        DataSpec spec = new() { Set = "glyphs", PerClass = 3, Counts = [3, 2, 1, 4], Classes = 4, TestPerClass = 2 };
        TrainingData apart = ExperimentData.Load(spec, new DataFolder(null)), joined = ExperimentData.Load(spec with { Join = [[2, 0], [1, 3]] }, new DataFolder(null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(joined.ClassSizes, Is.EqualTo(new[] { 4, 6 }));
            Assert.That(joined.Training.Values, Is.EqualTo(apart.Training.Values));
            Assert.That(joined.Training.Subclasses, Is.EqualTo(apart.Training.Labels));
            Assert.That(joined.Training.Labels, Is.EqualTo(apart.Training.Labels.Select(k => k is 2 or 0 ? 0 : 1)));
            Assert.That(joined.Test!.Subclasses, Is.EqualTo(apart.Test!.Labels));
            Assert.That(apart.Training.Subclasses, Is.Null);
            Assert.That(joined.Digest, Is.Not.EqualTo(apart.Digest));
        }
    }

    private static IEnumerable<int[][]> BadGroups =>
    [
        [[0, 1, 2, 3]],
        [[0, 1], [2]],
        [[0, 1], [1, 2, 3]],
        [[0, 1], [2, 3], []],
        [[0, 1], [2, 4]],
    ];

    [TestCaseSource(nameof(BadGroups))]
    public void GroupsMustBeAPartition(int[][] groups) =>
        Assert.That(() => ExperimentData.Load(new() { Set = "glyphs", PerClass = 2, Classes = 4, Join = groups }, new DataFolder(null)), Throws.TypeOf<ExperimentException>().With.Message.Contains("data.join").And.Message.Contains("each of the classes 0 to 3 once"));

    [Test]
    public void RecordsHaveTheProbeWhereClassesAreJoined()
    {
        Experiment experiment = SmallTask.Experiment(SmallTask.Mlp()) with { Epochs = 2, Data = new() { Set = "glyphs", PerClass = 6, Classes = 4, TestPerClass = 3, Join = [[0, 1], [2, 3]] } };
        TrainingResult result = TrainingSession.Run(experiment, new DeterministicEngine(), ExperimentData.Load(experiment.Data, new DataFolder(null)), 1);
        Assert.That(result.Records.Select(r => r[EpochRecord.SubclassProbe]), Is.All.InRange(0, 1));
        Experiment apart = experiment with { Data = experiment.Data with { Join = null } };
        Assert.That(TrainingSession.Run(apart, new DeterministicEngine(), ExperimentData.Load(apart.Data, new DataFolder(null)), 1).Last.Metrics.Keys, Has.None.EqualTo(EpochRecord.SubclassProbe));
    }

    private static Matrix Rows(int[] subclasses, double small, ulong seed)
    {
        Matrix noise = new CounterRandom(seed).GaussianMatrix(subclasses.Length, 3);
        return Matrix.Create(subclasses.Length, 3, (i, j) => j switch
        {
            0 => subclasses[i] / 2,
            1 => small * ((subclasses[i] % 2) + (0.05 * noise[i, 1])),
            _ => 1e-6 * noise[i, 2],
        });
    }
}
