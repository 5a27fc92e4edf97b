using NCVerify.Training.Tests;

namespace NCVerify.Training.TorchSharp.Tests;

public sealed class TrainingEnginesTest
{
    [Test]
    public void TheDeterministicEngineIsAlwaysThere() =>
        Assert.That(TrainingEngines.Status(TrainingEngines.Deterministic), Is.EqualTo(new EngineStatus("deterministic", Engines.Deterministic.Description, null)));

    [Test]
    public void AnUnknownNameIsRefusedWithTheKnownOnes() =>
        Assert.That(() => TrainingEngines.Create("tensorflow"), Throws.TypeOf<EngineException>().With.Message.EqualTo("There is no engine 'tensorflow'; expected one of deterministic, torchsharp-cpu, torchsharp-cuda."));

    [TestCaseSource(typeof(Engines), nameof(Engines.OnLibtorch))]
    public void AnEngineIsThereOrSaysWhyNot(string name)
    {
        EngineStatus status = TrainingEngines.Status(name);
        if (status.IsAvailable)
        {
            Assert.That(TrainingEngines.Create(name).Name, Is.EqualTo(name));
            Assert.That(status.Description, Does.Contain("TorchSharp").And.Contain("libtorch"));
            return;
        }

        string[] reasons = TrainingEngines.HasTorchSharp ? ["libtorch does not load: ", "CUDA does not start: "] : [$"The engine {name} is not compiled in; build with the environment variable NCVERIFY_TORCH="];
        Assert.That(reasons.Any(r => status.Missing!.StartsWith(r, StringComparison.Ordinal)), Is.True, status.Missing);
        Assert.That(status.Missing, Does.Contain("docs/torchsharp.md"));
        Assert.That(() => TrainingEngines.Create(name), Throws.TypeOf<EngineException>().With.Message.EqualTo(status.Missing));
    }

    [TestCaseSource(typeof(Engines), nameof(Engines.OnLibtorch))]
    public void ItTrains(string name)
    {
        ITrainingEngine engine = Engines.Torch(name);
        using ITrainingRun run = engine.Start(SmallTask.Experiment(SmallTask.Mlp()), SmallTask.Data(TensorShape.Vector(6), [5, 3, 2]), 1);
        double first = run.Train().Loss, last = Enumerable.Range(0, 9).Select(_ => run.Train().Loss).Last();
        Assert.That(last, Is.Below(first));
    }
}
