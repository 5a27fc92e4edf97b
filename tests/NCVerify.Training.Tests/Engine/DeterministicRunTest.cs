using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

public sealed class DeterministicRunTest
{
    private static readonly int[] Sizes = [7, 4, 3];
    private static readonly TensorShape Vector = TensorShape.Vector(6);
    private static readonly DeterministicEngine Engine = new();

    private static IEnumerable<OptimiserSpec> Optimisers()
    {
        yield return new SgdSpec { LearningRate = 0.05 };
        yield return new SgdSpec { LearningRate = 0.05, Nesterov = true, Schedule = new() { Kind = ScheduleKind.Cosine, Warmup = 1.5 } };
        yield return new AdamSpec { LearningRate = 0.01, Schedule = new() { Kind = ScheduleKind.Steps } };
    }

    [Test]
    public void OneStepOfLinearRegressionIsTheOneByHand()
    {
        // Features x themselves (identity would need a layer, so A is read back), squared error, full batch, momentum 0.
        TrainingData data = SmallTask.Data(Vector, Sizes);
        Experiment experiment = SmallTask.Experiment(
            [new DenseSpec { Units = 5, Bias = false }], new SquaredErrorSpec(), penalty: new() { All = 0.01 }, optimiser: new SgdSpec { LearningRate = 0.1, Momentum = 0 });
        using ITrainingRun run = Engine.Start(experiment, data, 4);
        Matrix a = Weights(run, 0), w = Weights(run, 1), x = Matrix.Create(14, 6, (i, j) => data.Training.Values[(i * 6) + j]);
        Matrix residual = (x * a.Transpose() * w.Transpose()) - Matrix.Create(14, 3, (i, k) => data.Training.Labels[i] == k ? 1 : 0);
        Matrix forW = (residual.Transpose() * (x * a.Transpose())).Scale(1.0 / 14) + w.Scale(0.01);
        Matrix forA = (w.Transpose() * residual.Transpose() * x).Scale(1.0 / 14) + a.Scale(0.01);
        double loss = residual.Data.Sum(r => r * r) / 28, penalty = 0.005 * (a.Data.Sum(v => v * v) + w.Data.Sum(v => v * v));
        EpochOutcome outcome = run.Train();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Loss, Is.EqualTo(loss).Within(1e-14));
            Assert.That(outcome.Objective, Is.EqualTo(loss + penalty).Within(1e-14));
            Assert.That(Weights(run, 0).Data, Is.EqualTo((a - forA.Scale(0.1)).Data).Within(1e-14));
            Assert.That(Weights(run, 1).Data, Is.EqualTo((w - forW.Scale(0.1)).Data).Within(1e-14));
        }
    }

    [TestCaseSource(nameof(Optimisers))]
    public void ARunResumedAfterAnyEpochEndsWithTheSameBits(OptimiserSpec optimiser)
    {
        TrainingData data = SmallTask.Data(Vector, Sizes);
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            Experiment experiment = SmallTask.Experiment(Body(), optimiser: optimiser, batches: new() { Size = 4 }, epochs: 6, precision: precision);
            using ITrainingRun whole = Engine.Start(experiment, data, 9);
            var states = new List<IReadOnlyList<NamedArray>> { whole.State() };
            var outcomes = new List<EpochOutcome>();
            while (whole.Epoch < experiment.Epochs)
            {
                outcomes.Add(whole.Train());
                states.Add(whole.State());
            }

            for (int epoch = 0; epoch < experiment.Epochs; epoch++)
            {
                using ITrainingRun resumed = Engine.Start(experiment, data, 9);
                resumed.Restore(epoch, states[epoch]);
                resumed.Extract(data.Training);
                for (int e = epoch; e < experiment.Epochs; e++)
                {
                    Assert.That(resumed.Train(), Is.EqualTo(outcomes[e]), $"epoch {e} after resuming at {epoch}");
                }

                AssertSame(resumed.State(), states[^1]);
            }
        }
    }

    [Test]
    public void SeedsDecideEverything()
    {
        TrainingData data = SmallTask.Data(Vector, Sizes);
        Experiment experiment = SmallTask.Experiment(Body(), batches: new() { Size = 5 });
        using ITrainingRun one = Engine.Start(experiment, data, 1), again = Engine.Start(experiment, data, 1), other = Engine.Start(experiment, data, 2);
        EpochOutcome outcome = one.Train();
        Assert.That(again.Train(), Is.EqualTo(outcome));
        AssertSame(again.Parameters(), one.Parameters());
        Assert.That(other.Train(), Is.Not.EqualTo(outcome));
    }

    [Test]
    public void ExtractionIsTheNetworkAndDoesNotDependOnItsCompany()
    {
        TrainingData data = SmallTask.Data(Vector, [301, 150, 90]);
        Experiment experiment = SmallTask.Experiment([new DenseSpec { Units = 5 }], head: new() { Bias = true }, batches: new() { Size = 50 });
        using ITrainingRun run = Engine.Start(experiment, data, 1);
        run.Train();
        Extraction all = run.Extract(data.Training);
        (IReadOnlyList<Matrix> layers, double[]? bias) = run.Head();
        NamedArray weight = run.Parameters()[0], shift = run.Parameters()[1];
        Matrix a = new(5, 6, weight.Values), x = Matrix.Create(541, 6, (i, j) => data.Training.Values[(i * 6) + j]);
        Matrix features = x * a.Transpose(), logits = all.Features * layers[0].Transpose();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Parameters().Select(p => p.Name), Is.EqualTo(new[] { "body.0.weight", "body.0.bias", "head.0.weight", "head.bias" }));
            Assert.That(all.Features.Data, Is.EqualTo(Matrix.Create(541, 5, (i, j) => features[i, j] + shift.Values[j]).Data).Within(1e-13));
            Assert.That(all.Logits.Data, Is.EqualTo(Matrix.Create(541, 3, (i, j) => logits[i, j] + bias![j]).Data).Within(1e-13));
        }

        int[] few = [7, 300, 540];
        var some = new LabelledInputs(1, 1, 6, [.. few.SelectMany(i => data.Training.Values[(i * 6)..((i * 6) + 6)])], [.. few.Select(i => data.Training.Labels[i])]);
        Extraction part = run.Extract(some);
        Assert.That(part.Features.Data, Is.EqualTo(few.SelectMany(i => all.Features.Row(i).ToArray())), "bit for bit");
    }

    [Test]
    public void SinglePrecisionFollowsDouble()
    {
        TrainingData data = SmallTask.Data(Vector, Sizes);
        double[] Train(Precision precision)
        {
            using ITrainingRun run = Engine.Start(SmallTask.Experiment(Body(), penalty: new() { All = 1e-3 }, batches: new() { Size = 4 }, precision: precision), data, 3);
            run.Train();
            return [.. run.Parameters().SelectMany(p => p.Values)];
        }

        // Four steps; each rounds some dozens of times at 2^-24, and numbers are of order 1.
        Assert.That(Train(Precision.Float32), Is.EqualTo(Train(Precision.Float64)).Within(4 * 50 * Math.Pow(2, -24)));
    }

    [Test]
    public void AnObjectiveThatIsNotFiniteIsReported()
    {
        Experiment experiment = SmallTask.Experiment(Body(), new SquaredErrorSpec(), optimiser: new SgdSpec { LearningRate = 1e30 });
        using ITrainingRun run = Engine.Start(experiment, SmallTask.Data(Vector, Sizes), 1);
        Assert.That(() => Enumerable.Range(0, 10).Select(_ => run.Train()).ToList(), Throws.TypeOf<DivergedException>().With.Message.Contains("epoch"));
    }

    [Test]
    public void CancellationEndsBetweenBatches()
    {
        using var source = new CancellationTokenSource();
        using ITrainingRun run = Engine.Start(SmallTask.Experiment(Body(), batches: new() { Size = 2 }), SmallTask.Data(Vector, Sizes), 1);
        var told = new List<double>();
        Assert.That(() => run.Train(new Told(f => { told.Add(f); source.Cancel(); }), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(told, Is.EqualTo(new[] { 1.0 / 7 }));
    }

    [Test]
    public void AForeignStateIsRefused()
    {
        Experiment experiment = SmallTask.Experiment(Body());
        using ITrainingRun run = Engine.Start(experiment, SmallTask.Data(Vector, Sizes), 1);
        IReadOnlyList<NamedArray> state = run.State();
        NamedArray first = state[0];
        (IReadOnlyList<NamedArray> State, string Said)[] bad =
        [
            ([.. state.Skip(1)], "missing"),
            ([.. state, first], "twice"),
            ([.. state, first with { Name = "body.9.weight" }], "not part"),
            ([first with { Shape = [2, 2] }, .. state.Skip(1)], "expected 8 x 6"),
            ([first with { Values = [.. first.Values.Select(_ => double.NaN)] }, .. state.Skip(1)], "not finite"),
        ];
        foreach ((IReadOnlyList<NamedArray> arrays, string said) in bad)
        {
            Assert.That(() => run.Restore(1, arrays), Throws.TypeOf<ExperimentException>().With.Message.Contains(said));
        }

        Assert.That(run.Epoch, Is.Zero);
        AssertSame(run.State(), state);
    }

    private static IReadOnlyList<LayerSpec> Body() => SmallTask.Mlp();

    private static Matrix Weights(ITrainingRun run, int index)
    {
        NamedArray array = run.Parameters()[index];
        return new(array.Shape[0], array.Shape[1], array.Values);
    }

    private static void AssertSame(IReadOnlyList<NamedArray> actual, IReadOnlyList<NamedArray> expected)
    {
        Assert.That(actual.Select(a => a.Name), Is.EqualTo(expected.Select(a => a.Name)));
        Assert.That(actual.SelectMany(a => a.Values), Is.EqualTo(expected.SelectMany(a => a.Values)));
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
