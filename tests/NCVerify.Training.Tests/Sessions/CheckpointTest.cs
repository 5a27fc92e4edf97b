using NCVerify.Metrics;

namespace NCVerify.Training.Tests.Sessions;

/// <summary>Interrupted anywhere and resumed, a run ends at the same bits with the same records.</summary>
public sealed class CheckpointTest
{
    private static readonly Experiment Experiment = Examples.Clusters();
    private static readonly TrainingData Data = Examples.Data(Experiment);
    private static readonly TrainingResult Whole = TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1);

    [Test]
    public void ARunThatIsInterruptedGoesOnToTheSameBits([Values(0, 1, 4, 5, 39)] int epoch, [Values(0, 2)] int batch)
    {
        using var scratch = new Scratch();
        string path = scratch.Path("run/checkpoint.npz");
        using var interrupt = new CancellationTokenSource();
        var stopping = new SoftmaxRegression { BeforeBatch = (e, b) => Cancel(interrupt, e == epoch && b == batch) };
        TrainingResult part = TrainingSession.Run(Experiment, stopping, Data, 1, new() { Checkpoint = path }, null, interrupt.Token);
        TrainingResult resumed = TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, new() { Checkpoint = path, Resume = true });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((part.Interrupted, part.Epochs), Is.EqualTo((true, epoch)), "the last complete epoch is kept");
            Assert.That(part.Records, Has.Count.EqualTo(Whole.Records.Count(r => r.Epoch <= epoch)));
            Assert.That(resumed.Digest, Is.EqualTo(Whole.Digest));
            Assert.That(Texts(resumed), Is.EqualTo(Texts(Whole)));
            Assert.That(resumed.TerminalPhase, Is.EqualTo(Whole.TerminalPhase));
            Assert.That(resumed.Seconds, Is.GreaterThan(part.Seconds));
        }
    }

    [Test]
    public void ACheckpointSurvivesACrash()
    {
        using var scratch = new Scratch();
        string path = scratch.Path("checkpoint.npz");
        var crashing = new SoftmaxRegression { BeforeBatch = (e, _) => Crash(e == 12) };
        var options = new SessionOptions { Checkpoint = path, CheckpointEpochs = 5 };
        Assert.That(() => TrainingSession.Run(Experiment, crashing, Data, 1, options), Throws.InstanceOf<InvalidOperationException>());
        int resumedFrom = -1;
        var watching = new SoftmaxRegression { BeforeBatch = (e, _) => resumedFrom = resumedFrom < 0 ? e : resumedFrom };
        TrainingResult resumed = TrainingSession.Run(Experiment, watching, Data, 1, options with { Resume = true });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(resumedFrom, Is.EqualTo(10));
            Assert.That(resumed.Digest, Is.EqualTo(Whole.Digest));
            Assert.That(Directory.GetFiles(scratch.Folder), Is.EqualTo((string[])[path]), "no temporary file stays");
        }
    }

    [Test]
    public void WithoutResumeARunStartsAnew()
    {
        using var scratch = new Scratch();
        string path = scratch.Write("checkpoint.npz", [1, 2, 3]);
        Assert.That(TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, new() { Checkpoint = path }).Digest, Is.EqualTo(Whole.Digest));
    }

    [Test]
    public void ACheckpointOfAnotherRunIsRefused()
    {
        using var scratch = new Scratch();
        string path = scratch.Path("checkpoint.npz");
        TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, new() { Checkpoint = path });
        byte[] before = File.ReadAllBytes(path);
        void Refused(Experiment experiment, TrainingData data, ulong seed, string message) => Assert.That(
            () => TrainingSession.Run(experiment, new SoftmaxRegression(), data, seed, new() { Checkpoint = path, Resume = true }),
            Throws.InstanceOf<ExperimentException>().With.Message.Contains(message).And.Message.Contains("without --resume"));
        using (Assert.EnterMultipleScope())
        {
            Refused(Experiment, Data, 2, "its seed is 1, this run's is 2");
            Refused(Experiment with { Epochs = 41 }, Data, 1, "another one (\"epochs\": 40 there, \"epochs\": 41 here)");
            Refused(Experiment, Data with { Digest = "00" }, 1, "this run's 00");
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        }
    }

    [Test]
    public void ADamagedCheckpointIsRefused()
    {
        using var scratch = new Scratch();
        string path = scratch.Path("checkpoint.npz");
        TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, new() { Checkpoint = path });
        byte[] good = File.ReadAllBytes(path);
        void Refused(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            Assert.That(() => TrainingSession.Run(Experiment, new SoftmaxRegression(), Data, 1, new() { Checkpoint = path, Resume = true }), Throws.InstanceOf<ExperimentException>().With.Message.Contains("checkpoint"));
        }

        using (Assert.EnterMultipleScope())
        {
            Refused(good[..(good.Length / 2)]);
            Refused([]);
            Refused([1, 2, 3]);
            NpzFile.Write(path, [new NpzArray("state/body.weight", [1], [1])]);
            Refused(File.ReadAllBytes(path));
            NpzFile.Write(path, [NpzArray.Text("checkpoint", "{ \"format\": 1 }")]);
            Refused(File.ReadAllBytes(path));
        }
    }

    [Test]
    public void ExportedFeaturesMeasureTheSame()
    {
        using var scratch = new Scratch();
        string path = scratch.Path("features.npz");
        FeatureExport.Write(path, Whole.Final);
        var set = new FeatureSet(FeatureFiles.OpenFeatures(path), FeatureFiles.OpenLabels(path));
        MeasureReport report = Measurement.Run(set, FeatureFiles.LoadClassifier(path, path));
        Assert.That(report.Metrics.ToDictionary(m => m.Id, m => m.Value), Is.EqualTo(Whole.Last.Metrics));
    }

    [Test]
    public void TheTableOfRecordsIsExact()
    {
        string[][] rows = [.. RecordsCsv.Write(Whole.Records).TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        int column = Array.IndexOf(rows[0], "nc1.pinv.classmean");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Has.Length.EqualTo(Whole.Records.Count + 1));
            Assert.That(rows.Skip(1).Select(r => double.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(Whole.Records.Select(r => r["nc1.pinv.classmean"])));
            Assert.That(rows[1][1], Is.Empty, "no objective before training");
        }
    }

    // Seconds differ between runs.
    private static string[] Texts(TrainingResult result) => [.. result.Records.Select(r => System.Text.Json.JsonSerializer.Serialize(r with { Seconds = 0 }))];

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static void Crash(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("crash");
        }
    }
}
