using NCVerify.Training.Libtorch;
using NCVerify.Training.Tests;
using TorchSharp;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>Tensors are disposed, and too little memory is told before or when it happens.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
[NonParallelizable]
public sealed class MemoryTest(string engine)
{
    private static readonly TensorShape Image = new(2, 7, 6);
    private ITrainingEngine _torch = null!;

    private static IEnumerable<TestCaseData> Losses() =>
        from loss in new LossSpec[] { new CrossEntropySpec(), new CrossEntropySpec { CentreCollapse = new() }, new SquaredErrorSpec(), new SupervisedContrastiveSpec(), new AllNcSpec() }
        from optimiser in new OptimiserSpec[] { new SgdSpec { LearningRate = 0.05, Nesterov = true }, new AdamSpec { LearningRate = 0.01 } }
        select new TestCaseData(loss, optimiser).SetArgDisplayNames($"{loss.GetType().Name}, {optimiser.GetType().Name}");

    [OneTimeSetUp]
    public void FindEngine() => _torch = Engines.Torch(engine);

    [TestCaseSource(nameof(Losses))]
    public void TheNumberOfLiveTensorsDoesNotGrowOverEpochs(LossSpec loss, OptimiserSpec optimiser)
    {
        LayerSpec[] body = [new ConvolutionSpec { Channels = 3 }, new BatchNormSpec(), new ActivationSpec { Kind = ActivationKind.Gelu }, new PoolSpec(), new DenseSpec { Units = 5 }];
        Experiment experiment = SmallTask.Experiment(body, loss, penalty: new() { Features = 0.01, Body = 0.1 }, optimiser: optimiser, batches: new() { Size = 3 });
        TrainingData data = SmallTask.Data(Image, [7, 4, 2]) with { Test = SmallTask.Inputs(Image, [2, 2, 2], seed: 6) };
        long before = torch.Tensor.TotalCount;
        using (ITrainingRun run = _torch.Start(experiment, data, 1))
        {
            long[] live = [.. Enumerable.Range(0, 4).Select(_ => LiveAfterAnEpoch(run, data))];
            Assert.That(live, Is.All.EqualTo(live[0]));
        }

        Assert.That(torch.Tensor.TotalCount, Is.EqualTo(before));
    }

    [Test]
    public void MemoryThatATensorGaveBackStaysWithTheProcess()
    {
        if (_torch.Name != TrainingEngines.TorchSharpCpu || !OperatingSystem.IsLinux())
        {
            Assert.Ignore("not run: the setting is glibc's, for tensors on a processor");
        }

        // Below the 32 MiB from which glibc always asks the system, above what other tests free. A thread of its own has an empty heap.
        const int Bytes = 31 << 20;
        long resident = 0, afterwards = 0;
        var thread = new Thread(() =>
        {
            using (torch.Tensor tensor = torch.ones([Bytes], torch.uint8))
            {
                resident = ResidentBytes();
            }

            afterwards = ResidentBytes();
        });
        thread.Start();
        thread.Join();
        Assert.That(resident - afterwards, Is.InRange(-Bytes / 2, Bytes / 2), "bytes that went back to the system");
        Assert.That(NativeMemory.KeepFreed(), Is.True);
    }

    [Test]
    public void TheCountItselfSeesATensorThatIsKept()
    {
        long before = torch.Tensor.TotalCount;
        using torch.Tensor kept = torch.zeros(3);
        Assert.That(torch.Tensor.TotalCount, Is.EqualTo(before + 1));
    }

    [Test]
    public void ARunThatCannotFitIsRefusedBeforeItStarts()
    {
        if (_torch.Name != TrainingEngines.TorchSharpCpu)
        {
            Assert.Ignore("not run: TorchSharp has no call for the memory of a GPU");
        }

        Experiment experiment = SmallTask.Experiment([new DenseSpec { Units = 1 << 24 }]);
        Assert.That(() => _torch.Start(experiment, SmallTask.Data(TensorShape.Vector(6), [20_000, 20_000]), 1), Throws.TypeOf<EngineException>().With.Message.Match(@"^Experiment 'small' needs at least \d+\.\d GiB of memory on cpu; there are \d+\.\d GiB\. Use smaller batches"));
    }

    [Test]
    public void WhatLibtorchSaysWhenItRunsOutIsUnderstood()
    {
        torch.Device device = _torch.Name == TrainingEngines.TorchSharpCuda ? torch.CUDA : torch.CPU;
        Assert.That(
            () => LibtorchErrors.Guard("in epoch 3", device, () => torch.zeros([1L << 46], torch.float64, device)),
            Throws.TypeOf<EngineException>().With.Message.StartsWith($"There is not enough memory on {device} in epoch 3: ").And.Message.Contains("Use smaller batches"));
    }

    [TestCase("CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 7.79 GiB total capacity)\nException raised from malloc at ...", "There is not enough memory on cuda:0 in epoch 2: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 7.79 GiB total capacity) Use smaller batches (batches.size), a narrower network or fewer samples, or a device with more memory.")]
    [TestCase("[enforce fail at alloc_cpu.cpp:75] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.", "There is not enough memory on cuda:0 in epoch 2: [enforce fail")]
    [TestCase("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", "There is not enough memory on cuda:0 in epoch 2: ")]
    [TestCase("CUDA error: device-side assert triggered\nmore", "libtorch failed on cuda:0 in epoch 2: CUDA error: device-side assert triggered")]
    public void ErrorsAreTold(string native, string expected) =>
        Assert.That(LibtorchErrors.Translate(new InvalidOperationException(native), "in epoch 2", "cuda:0").Message, Does.StartWith(expected));

    private static long LiveAfterAnEpoch(ITrainingRun run, TrainingData data)
    {
        run.Train();
        run.Extract(data.Training);
        run.Extract(data.Test!);
        run.Extract(SmallTask.Inputs(Image, [2, 1, 1], seed: 9));
        run.Restore(run.Epoch, run.State());
        run.Head();
        run.Parameters();
        return torch.Tensor.TotalCount;
    }

    private static long ResidentBytes() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
