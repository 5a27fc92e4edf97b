using NCVerify.Numerics;
using NCVerify.Training.Libtorch;
using NCVerify.Training.Tests;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>What a run promises besides its numbers: states, bits, ends before their time.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
public sealed class RunTest(string engine)
{
    private static readonly TrainingData Data = SmallTask.Data(new TensorShape(2, 7, 6), [7, 4, 3]);

    private static readonly LayerSpec[] Body =
    [
        new ConvolutionSpec { Channels = 3 }, new BatchNormSpec(), new ActivationSpec { Kind = ActivationKind.Relu }, new FlattenSpec(), new DenseSpec { Units = 5 },
    ];

    private ITrainingEngine _torch = null!;

    private static IEnumerable<TestCaseData> Optimisers() =>
        from precision in Enum.GetValues<Precision>()
        from optimiser in new OptimiserSpec[] { new SgdSpec { LearningRate = 0.05 }, new AdamSpec { LearningRate = 0.01 } }
        select new TestCaseData(SmallTask.Experiment(Body, optimiser: optimiser, batches: new() { Size = 4 }, penalty: new() { Features = 0.01, Body = 0.1 }, precision: precision)).SetArgDisplayNames($"{optimiser.GetType().Name}, {precision}");

    [OneTimeSetUp]
    public void FindEngine() => _torch = Engines.Torch(engine);

    [TestCaseSource(nameof(Optimisers))]
    public void ARestoredRunGoesOnAsIfNothingHadHappened(Experiment experiment)
    {
        using ITrainingRun whole = _torch.Start(experiment, Data, 3), resumed = _torch.Start(experiment, Data, 3);
        whole.Train();
        whole.Train();
        resumed.Restore(whole.Epoch, whole.State());
        Assert.That(Bits(resumed), Is.EqualTo(Bits(whole)));
        resumed.Train();
        whole.Train();
        RequireSameBitsOnTheProcessor(resumed, whole);
    }

    [TestCaseSource(nameof(Optimisers))]
    public void TheSameSeedGivesTheSameBitsOnTheSameMachine(Experiment experiment)
    {
        using ITrainingRun one = _torch.Start(experiment, Data, 3), other = _torch.Start(experiment, Data, 3), another = _torch.Start(experiment, Data, 4);
        Array.ForEach([one, other, another], run => run.Train());
        RequireSameBitsOnTheProcessor(one, other);
        Assert.That(Bits(another), Is.Not.EqualTo(Bits(one)));
    }

    [TestCaseSource(nameof(Optimisers))]
    public void AStateOfTheDeterministicEngineIsTaken(Experiment experiment)
    {
        using ITrainingRun there = Engines.Deterministic.Start(experiment, Data, 3), here = _torch.Start(experiment, Data, 3);
        there.Train();
        here.Restore(there.Epoch, there.State());
        Assert.That(Bits(here), Is.EqualTo(Bits(there)));
        Assert.That(here.Epoch, Is.EqualTo(1));
    }

    [Test]
    public void AStateOfAnotherNetworkIsRefusedAndChangesNothing()
    {
        Experiment small = SmallTask.Experiment(Body), other = SmallTask.Experiment([.. Body, new DenseSpec { Units = 6 }]);
        using ITrainingRun run = _torch.Start(small, Data, 3), foreign = _torch.Start(other, Data, 3);
        double[] before = Bits(run);
        Assert.That(() => run.Restore(1, foreign.State()), Throws.TypeOf<ExperimentException>().With.Message.Contains("expected the state of a run of the same experiment"));
        Assert.That(Bits(run), Is.EqualTo(before));
    }

    [Test]
    public void ADivergingRunNamesEpochAndBatch()
    {
        Experiment experiment = SmallTask.Experiment(Body, optimiser: new SgdSpec { LearningRate = 1e200 }, batches: new() { Size = 4 }, loss: new SquaredErrorSpec());
        using ITrainingRun run = _torch.Start(experiment, Data, 3);
        Assert.That(() => run.Train(), Throws.TypeOf<DivergedException>().With.Message.Match(@"^The objective is \S+ in epoch 1, batch [234] of 4; try a smaller learning rate\.$"));
    }

    [Test]
    public void ProgressEndsAtOneAndAnInterruptEndsTheEpoch()
    {
        Experiment experiment = SmallTask.Experiment(Body, batches: new() { Size = 1 });
        using ITrainingRun run = _torch.Start(experiment, Data, 3);
        var told = new List<double>();
        run.Train(new Listener(told.Add));
        Assert.That(told, Is.Ordered.Ascending.And.Not.Empty);
        Assert.That(told[^1], Is.EqualTo(1));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => run.Train(cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(run.Epoch, Is.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(2), NonParallelizable]
    public void TheLibrariesUseAsManyThreadsAsTheSuite(int threads)
    {
        int before = Parallelism.Degree;
        using ITrainingRun run = _torch.Start(SmallTask.Experiment(Body), Data, 3);
        try
        {
            Parallelism.Degree = threads;
            run.Train();
            Assert.That(global::TorchSharp.torch.get_num_threads(), Is.EqualTo(threads));
            Assert.That(NativeThreads.OfOpenBlas ?? threads, Is.EqualTo(threads));
        }
        finally
        {
            Parallelism.Degree = before;
        }
    }

    [Test]
    public void FeaturesOfOtherSamplesAreExtractedAndOtherShapesRefused()
    {
        Experiment experiment = SmallTask.Experiment(Body);
        using ITrainingRun here = _torch.Start(experiment, Data, 3), there = Engines.Deterministic.Start(experiment, Data, 3);
        LabelledInputs others = SmallTask.Inputs(new(2, 7, 6), [400, 300, 1], seed: 8);
        Extraction x = here.Extract(others), y = there.Extract(others);
        Assert.That(x.Features.Data, Is.EqualTo(y.Features.Data).Within(1e-12));
        Assert.That(x.Logits.Data, Is.EqualTo(y.Logits.Data).Within(1e-12));
        Assert.That(x.Loss, Is.EqualTo(y.Loss).Within(1e-12));
        Assert.That(() => here.Extract(SmallTask.Inputs(new(1, 7, 6), [2, 2, 2])), Throws.ArgumentException.With.Message.Contains("The network takes 2 x 7 x 6"));
    }

    private void RequireSameBitsOnTheProcessor(ITrainingRun one, ITrainingRun other)
    {
        // A GPU may add in another order each time, and says so in its description.
        if (_torch.Name == TrainingEngines.TorchSharpCpu)
        {
            Assert.That(Bits(one), Is.EqualTo(Bits(other)));
        }
    }

    private static double[] Bits(ITrainingRun run) => [.. run.State().SelectMany(a => a.Values)];

    private sealed class Listener(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
