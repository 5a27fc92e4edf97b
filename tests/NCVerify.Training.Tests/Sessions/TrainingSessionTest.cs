using NCVerify.Metrics;

namespace NCVerify.Training.Tests.Sessions;

public sealed class TrainingSessionTest
{
    private static readonly Experiment Experiment = Examples.Clusters();
    private static readonly TrainingData Data = Examples.Data(Experiment);

    [Test]
    public void RecordsTheGridAndTheFirstEpochWithoutErrors()
    {
        TrainingResult result = TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1);
        int? first = FirstWithoutErrors(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.InRange(2, 35), "otherwise this test shows nothing");
            Assert.That(result.TerminalPhase, Is.EqualTo(first));
            Assert.That(result.TerminalStart!.TrainAccuracy, Is.EqualTo(1));
            // 40^(i/5) is 1, 2.09, 4.37, 9.15, 19.1, 40.
            Assert.That(result.Records.Select(r => r.Epoch), Is.EqualTo(new[] { 0, 1, 2, 4, 9, 19, 40, first!.Value }.Distinct().Order()));
            Assert.That(result.Records.TakeWhile(r => r.Epoch < first).Select(r => r.TrainAccuracy), Has.All.Below(1));
            Assert.That(result.Interrupted, Is.False);
            Assert.That(result.Records[0].Objective, Is.Null);
            Assert.That(result.Last.Loss, Is.Below(result.Records[0].Loss / 5));
        }
    }

    [Test]
    public void RecordsAreWhatMeasuringGives()
    {
        TrainingResult result = TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1);
        MeasureReport report = Measurement.Run(result.Final.Set, result.Final.Classifier);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Last.Metrics, Is.EqualTo(report.Metrics.ToDictionary(m => m.Id, m => m.Value)));
            Assert.That(result.Last["nc1.pinv.classmean"], Is.Below(result.Records[0]["nc1.pinv.classmean"]));
            Assert.That(1 - result.Last["classifier.error"], Is.EqualTo(result.Last.TrainAccuracy).Within(1e-15));
            Assert.That(() => result.Last["nc9"], Throws.InstanceOf<KeyNotFoundException>());
        }
    }

    [Test]
    public void TheDigestIsOfTheFinalWeights()
    {
        string Digest(ulong seed) => TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, seed).Digest;
        string first = Digest(1);
        using ITrainingRun by = new SoftmaxRegression().Start(Experiment, Data, 1);
        for (int i = 0; i < Experiment.Epochs; i++)
        {
            by.Train();
        }

        byte[] bytes = [.. by.Parameters().SelectMany(p => p.Values).SelectMany(BitConverter.GetBytes)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
            Assert.That(Digest(2), Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void MinoritiesAreLookedAtApart()
    {
        Experiment uneven = Experiment with { Data = Experiment.Data with { Imbalance = new() { Profile = ImbalanceProfile.Step, Ratio = 15 } } };
        TrainingData data = Examples.Data(uneven);
        EpochRecord last = TrainingSession.Run(uneven, new SoftmaxRegression(), data, 1).Last;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.ClassSizes, Is.EqualTo((int[])[15, 15, 1, 1]));
            Assert.That(last.MinorityAccuracy, Is.EqualTo((last.TestAccuracyPerClass![2] + last.TestAccuracyPerClass[3]) / 2));
            Assert.That(last.TestAccuracy, Is.EqualTo(last.TestAccuracyPerClass.Average()).Within(1e-15));
            Assert.That(last.MinorityAccuracy, Is.Below(last.TestAccuracyPerClass[0]));
        }
    }

    [Test]
    public void ProgressNeverGoesBackAndEndsAtTheEnd()
    {
        var told = new List<SessionProgress>();
        TrainingResult result = TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, progress: new Told(told.Add));
        double[] places = [.. told.Select(t => t.Epoch + t.Fraction)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Where(t => t.Record is not null).Select(t => t.Record!), Is.EqualTo(result.Records));
            Assert.That(places[^1], Is.EqualTo(40));
            Assert.That(told[^1].Remaining, Is.Zero);
            Assert.That(told.Select(t => t.Elapsed), Is.Ordered);
        }
    }

    [Test]
    public void AHeadOfSeveralLayersIsMeasuredAsItsProduct()
    {
        var random = new Numerics.CounterRandom(4);
        Numerics.Matrix h = random.GaussianMatrix(6, 5), a = random.GaussianMatrix(4, 5), b = random.GaussianMatrix(2, 4);
        var network = new TrainedNetwork(h, h * a.Transpose() * b.Transpose(), [0, 1, 0, 1, 0, 1], [a, b], null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(network.Classifier.Weights.Data, Is.EqualTo((b * a).Data).Within(1e-14));
            Assert.That(network.FeaturesAfter(1).Data, Is.EqualTo((h * a.Transpose()).Data).Within(1e-14));
            Assert.That(network.ClassifierFrom(1).Weights.Data, Is.EqualTo(b.Data));
            Assert.That(() => network.FeaturesAfter(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [TestCase(0, 6, 40, new[] { 0, 1, 2, 4, 9, 19, 40 })]
    [TestCase(15, 6, 40, new[] { 0, 15, 30, 40 })]
    [TestCase(0, 100, 4, new[] { 0, 1, 2, 3, 4 })]
    [TestCase(0, 2, 1, new[] { 0, 1 })]
    public void Grids(int every, int points, int epochs, int[] expected) =>
        Assert.That(RecordedEpochs.Of(new() { Every = every, Points = points }, epochs), Is.EqualTo(expected));

    private static int? FirstWithoutErrors(ulong seed)
    {
        using ITrainingRun run = new SoftmaxRegression().Start(Experiment, Data, seed);
        while (run.Epoch < Experiment.Epochs)
        {
            run.Train();
            Extraction now = run.Extract(Data.Training);
            if (Enumerable.Range(0, Data.Training.Count).All(i => now.Logits.Row(i).ToArray().Max() == now.Logits[i, Data.Training.Labels[i]]))
            {
                return run.Epoch;
            }
        }

        return null;
    }
}
