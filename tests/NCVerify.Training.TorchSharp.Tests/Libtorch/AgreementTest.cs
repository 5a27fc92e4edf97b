using NCVerify.Training.Tests;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>Every layer, loss, head, penalty, optimiser, schedule and sampling of the experiment format, on both engines.</summary>
[TestFixtureSource(typeof(Engines), nameof(Engines.OnLibtorch))]
public sealed class AgreementTest(string engine)
{
    private static readonly TensorShape Vector = TensorShape.Vector(6);
    private static readonly TensorShape Image = new(2, 7, 6);
    private static readonly int[] Sizes = [7, 4, 2];
    private static readonly Precision[] Precisions = Enum.GetValues<Precision>();
    private static readonly DenseSpec Dense = new() { Units = 5 };
    private static readonly ActivationSpec Relu = new() { Kind = ActivationKind.Relu };

    private ITrainingEngine _torch = null!;

    private static IEnumerable<TestCaseData> Layers()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            yield return Case($"{kind}", Small([new DenseSpec { Units = 7 }, new ActivationSpec { Kind = kind }, Dense]));
        }

        yield return Case("dense without bias", Small([new DenseSpec { Units = 5, Bias = false }]));
        yield return Case("normalise", Small([new DenseSpec { Units = 8 }, new NormaliseSpec { Length = 2 }, Dense, new NormaliseSpec()]));
        yield return Case("residual", Small([Dense, new ResidualSpec { Body = [new DenseSpec { Units = 4 }, Relu, Dense] }, Relu]));
        yield return Case("residual with shortcut", Small([new ResidualSpec { Body = [Dense, Relu, Dense], Shortcut = [new DenseSpec { Units = 5, Bias = false }] }]));
        yield return Case("images to dense", Small([new DenseSpec { Units = 7 }, Relu, Dense]), Image);
        yield return Case("flatten", Small([new FlattenSpec(), Dense]), Image);
    }

    private static IEnumerable<TestCaseData> ImageLayers()
    {
        ConvolutionSpec Convolution(int kernel, int stride = 1, int? padding = null, bool bias = true) => new() { Channels = 3, Kernel = kernel, Stride = stride, Padding = padding, Bias = bias };
        ResidualSpec block = new()
        {
            Body = [Convolution(3, stride: 2, bias: false), new BatchNormSpec(), Relu, Convolution(3, bias: false), new BatchNormSpec()],
            Shortcut = [Convolution(1, stride: 2, bias: false), new BatchNormSpec { Momentum = 0.3, Epsilon = 1e-3 }],
        };
        yield return Case("convolution", Small([Convolution(3), Relu, new FlattenSpec()]), Image);
        yield return Case("convolution with stride", Small([Convolution(3, stride: 2), Relu, Dense]), Image);
        yield return Case("convolution without padding or bias", Small([Convolution(2, padding: 0, bias: false), Relu, new GlobalAveragePoolSpec()]), Image);
        yield return Case("convolution of one pixel", Small([Convolution(1, stride: 3), Relu, Dense]), Image);
        yield return Case("convolution over the whole image", Small([new PoolSpec { Size = 6 }, Convolution(1, padding: 0), Relu, Dense]), Image);
        yield return Case("maximum pooling", Small([Convolution(3), new PoolSpec(), new FlattenSpec()]), Image);
        yield return Case("overlapping maxima", Small([Convolution(3), new PoolSpec { Size = 3, Stride = 2 }, new FlattenSpec()]), Image);
        yield return Case("average pooling", Small([Convolution(3), new PoolSpec { Kind = PoolKind.Average, Size = 3, Stride = 2 }, new FlattenSpec()]), Image);
        yield return Case("global average pooling", Small([Convolution(3), Relu, new GlobalAveragePoolSpec(), Dense]), Image);
        yield return Case("batch normalisation of images", Small([Convolution(3), new BatchNormSpec(), Relu, new FlattenSpec()]), Image);
        yield return Case("batch normalisation of vectors", Small([new DenseSpec { Units = 7 }, new BatchNormSpec { Momentum = 0.3, Epsilon = 1e-3 }, Relu, Dense]));
        yield return Case("batch normalisation, last batch of one sample", Small([new DenseSpec { Units = 7 }, new BatchNormSpec(), Relu, Dense], batches: new() { Size = 6 }));
        yield return Case("residual block with stride", Small([Convolution(3, bias: false), new BatchNormSpec(), Relu, block, Relu, new GlobalAveragePoolSpec()]), Image);
        yield return Case("residual block, penalties and batches", Small([block, Relu, new GlobalAveragePoolSpec()], penalty: new() { All = 0.01 }, batches: new() { Size = 5 }), Image);
    }

    private static IEnumerable<TestCaseData> Losses()
    {
        var values = new ClassValues { Values = [1, 2, 0.5] };
        var unit = new LayerSpec[] { Dense, new NormaliseSpec() };
        yield return Case("cross-entropy", Small(loss: new CrossEntropySpec()));
        yield return Case("cross-entropy with weights, temperatures, offsets", Small(loss: new CrossEntropySpec { Weights = new() { Power = -1 }, Temperature = values, Offset = new() { LogPrior = 1 } }));
        yield return Case("label-dependent temperature", Small(loss: new CrossEntropySpec { Weights = values, Temperature = new() { Power = 0.5 }, Offset = values, ByLabel = true }));
        yield return Case("squared error", Small(loss: new SquaredErrorSpec()));
        yield return Case("weighted squared error", Small(loss: new SquaredErrorSpec { Weights = values }));
        yield return Case("dot regression", Small(unit, new DotRegressionSpec { Target = 1.5 }, new() { Fixed = FixedClassifier.SimplexEtf }));
        yield return Case("contrastive", Small(loss: new SupervisedContrastiveSpec()));
        yield return Case("contrastive, balanced", Small(loss: new SupervisedContrastiveSpec { ClassBalanced = true, Temperature = 0.3 }));
        yield return Case("contrastive, with penalties on a head that it does not train", Small(loss: new SupervisedContrastiveSpec(), penalty: new() { All = 0.1 }));
        yield return Case("cross-entropy with centre collapse", Small(loss: new CrossEntropySpec { CentreCollapse = new() { Weight = 0.7, Length = 2 } }));
        yield return Case("AllNC-R", Small(loss: new AllNcSpec { Weight = 0.7, Scale = 4 }));
        yield return Case("AllNC-R with cosine logits", Small(loss: new AllNcSpec(), head: new() { CosineScale = 3 }));
    }

    private static IEnumerable<TestCaseData> Heads()
    {
        yield return Case("bias", Small(head: new() { Bias = true }));
        yield return Case("three layers", Small(head: new() { Widths = [4, 6], Bias = true }));
        yield return Case("cosine", Small(head: new() { CosineScale = 4 }));
        yield return Case("simplex ETF", Small(head: new() { Fixed = FixedClassifier.SimplexEtf, FixedLength = 2 }));
        yield return Case("orthogonal frame", Small(head: new() { Fixed = FixedClassifier.OrthogonalFrame }));
        yield return Case("cosine of a fixed frame", Small(head: new() { Fixed = FixedClassifier.OrthogonalFrame, CosineScale = 5 }));
    }

    private static IEnumerable<TestCaseData> Penalties()
    {
        yield return Case("all", Small(penalty: new() { All = 0.05 }));
        yield return Case("classifier", Small(penalty: new() { Classifier = [0.1] }));
        yield return Case("each linear layer, bias, body", Small(head: new() { Widths = [4], Bias = true }, penalty: new() { Classifier = [0.1, 0.2], Bias = 0.3, Body = 0.01 }));
        yield return Case("features", Small(penalty: new() { Features = 0.02, Classifier = [0.1] }));
        yield return Case("features, in batches", Small(penalty: new() { Features = 0.02 }, batches: new() { Size = 4 }));
    }

    private static IEnumerable<TestCaseData> Optimisers()
    {
        var steps = new ScheduleSpec { Kind = ScheduleKind.Steps, At = [0.1, 0.2], Factor = 0.5, Warmup = 0.7 };
        yield return Case("momentum", Small(optimiser: new SgdSpec { LearningRate = 0.1, Momentum = 0.7 }));
        yield return Case("without momentum", Small(optimiser: new SgdSpec { LearningRate = 0.1, Momentum = 0 }, penalty: new() { All = 0.01 }));
        yield return Case("Nesterov", Small(optimiser: new SgdSpec { LearningRate = 0.1, Nesterov = true }, penalty: new() { All = 0.01 }));

        // Where a gradient is zero but for rounding, m/sqrt(v) is noise; epsilon takes care of it.
        yield return Case("Adam", Small(optimiser: new AdamSpec { LearningRate = 0.01, Epsilon = 1e-3, Beta1 = 0.8, Beta2 = 0.99 }, penalty: new() { All = 0.01 }));
        yield return Case("cosine schedule", Small(optimiser: new SgdSpec { LearningRate = 0.1, Schedule = new() { Kind = ScheduleKind.Cosine, Final = 0.1 } }, batches: new() { Size = 4 }));
        yield return Case("steps and warm-up", Small(optimiser: new SgdSpec { LearningRate = 0.1, Schedule = steps }, batches: new() { Size = 4 }));
    }

    private static IEnumerable<TestCaseData> Sampling() =>
        from kind in Enum.GetValues<SamplingKind>()
        from size in new[] { 0, 4, 5 }
        select Case($"{kind} in batches of {size}", Small(batches: new() { Size = size, Sampling = kind }));

    [OneTimeSetUp]
    public void FindEngine() => _torch = Engines.Torch(engine);

    [TestCaseSource(nameof(Layers))]
    [TestCaseSource(nameof(ImageLayers))]
    [TestCaseSource(nameof(Losses))]
    [TestCaseSource(nameof(Heads))]
    [TestCaseSource(nameof(Penalties))]
    [TestCaseSource(nameof(Optimisers))]
    [TestCaseSource(nameof(Sampling))]
    public void BothEnginesDoTheSame(Experiment experiment, TensorShape input)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (Precision precision in Precisions)
            {
                Assert.That(Agreement.Differences(Engines.Deterministic, _torch, experiment with { Precision = precision }, SmallTask.Data(input, Sizes)), Is.Empty, $"{precision}");
            }
        }
    }

    [Test]
    public void TheComparisonCanFail()
    {
        Experiment experiment = Small(penalty: new() { All = 0.01 }), other = experiment with { Penalty = new() { All = 0.010001 } };
        Assert.That(Agreement.Differences(Engines.Deterministic, _torch, experiment, SmallTask.Data(Vector, Sizes), forOther: other), Is.Not.Empty);
    }

    private static Experiment Small(IReadOnlyList<LayerSpec>? body = null, LossSpec? loss = null, HeadSpec? head = null, PenaltySpec? penalty = null, OptimiserSpec? optimiser = null, BatchSpec? batches = null) =>
        SmallTask.Experiment(body ?? SmallTask.Mlp(), loss, head, penalty, optimiser, batches);

    private static TestCaseData Case(string name, Experiment experiment, TensorShape? input = null) =>
        new TestCaseData(experiment, input ?? Vector).SetArgDisplayNames(name);
}
