using System.Reflection;
using NCVerify.Training.Libtorch;
using NCVerify.Training.Tests;
using TorchSharp;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>
/// The garbage collector does not take a number away while libtorch reads it. TorchSharp hands over only the address of a
/// <see cref="Scalar"/>, so one that nobody holds may be finalised during the call.
/// </summary>
[NonParallelizable]
public sealed class NumbersTest
{
    private static IEnumerable<TestCaseData> Runs() =>
        from loss in new LossSpec[] { new CrossEntropySpec(), new SupervisedContrastiveSpec(), new AllNcSpec() }
        from optimiser in new OptimiserSpec[] { new SgdSpec { LearningRate = 0.05, Nesterov = true }, new AdamSpec { LearningRate = 0.01 } }
        select new TestCaseData(loss, optimiser).SetArgDisplayNames($"{loss.GetType().Name}, {optimiser.GetType().Name}");

    [Test]
    public void EveryNumberIsHeldWhileLibtorchReadsIt()
    {
        HashSet<MethodBase> makers = Makers();
        string[] unheld = [.. from method in IlCalls.MethodsOf(typeof(TrainingEngines).Assembly)
            where method.DeclaringType != typeof(Numbers)
            from called in IlCalls.From(method)
            where makers.Contains(called)
            select $"{method.DeclaringType}.{method.Name} calls {called.DeclaringType}.{called}"];
        Assert.That(unheld, Is.Empty);
    }

    [Test]
    public void TheSearchSeesOperatorsAndMethodsThatMakeNumbersWithin()
    {
        string[] names = [.. Makers().Where(m => m.DeclaringType == typeof(torch.Tensor)).Select(m => m.Name)];
        Assert.That(names, Does.Contain("op_Addition").And.Contain("add_").And.Not.Contain("matmul"));
    }

    [TestCaseSource(nameof(Runs))]
    public void CollectionsChangeNoBit(LossSpec loss, OptimiserSpec optimiser)
    {
        ITrainingEngine engine = Engines.Torch();
        LayerSpec[] body = [new DenseSpec { Units = 6 }, new BatchNormSpec(), new ActivationSpec { Kind = ActivationKind.Gelu }, new DenseSpec { Units = 5 }];
        Experiment experiment = SmallTask.Experiment(body, loss, penalty: new() { Features = 0.01, Body = 0.1 }, optimiser: optimiser, batches: new() { Size = 3 });
        TrainingData data = SmallTask.Data(TensorShape.Vector(4), [7, 4, 2]);
        double[] expected = Train(engine, experiment, data);
        using var end = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            Assert.That(Train(engine, experiment, data), Is.EqualTo(expected));
        }
        finally
        {
            end.Cancel();
            collector.Join();
        }
    }

    private static double[] Train(ITrainingEngine engine, Experiment experiment, TrainingData data)
    {
        using ITrainingRun run = engine.Start(experiment, data, 1);
        for (int epoch = 0; epoch < 30; epoch++)
        {
            run.Train();
        }

        return [.. run.State().SelectMany(a => a.Values)];
    }

    // Methods of TorchSharp that make a Scalar, or call one that does.
    private static HashSet<MethodBase> Makers()
    {
        ILookup<MethodBase, MethodBase> callers = (
            from method in IlCalls.MethodsOf(typeof(torch).Assembly)
            from called in IlCalls.From(method)
            select (Caller: method, Called: called)).ToLookup(c => c.Called, c => c.Caller);
        var found = new HashSet<MethodBase>(IlCalls.MethodsOf(typeof(torch).Assembly).Where(m => m is MethodInfo i && i.ReturnType == typeof(Scalar) && m.IsStatic));
        var open = new Queue<MethodBase>(found);
        while (open.TryDequeue(out MethodBase? method))
        {
            foreach (MethodBase caller in callers[method].Where(found.Add))
            {
                open.Enqueue(caller);
            }
        }

        return found;
    }
}
