namespace NCVerify.Training.Tests;

/// <summary>Every layer, loss, head and penalty against central differences in double.</summary>
public sealed class GradientTest
{
    private static readonly TensorShape Vector = TensorShape.Vector(6);
    private static readonly TensorShape Image = new(2, 6, 5);
    private static readonly int[] Sizes = [5, 3, 2];

    private static readonly DenseSpec Dense = new() { Units = 5 };

    private static IEnumerable<TestCaseData> Bodies()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            yield return Body($"{kind}", Vector, new DenseSpec { Units = 7 }, new ActivationSpec { Kind = kind }, Dense);
            yield return Body($"{kind} last", Vector, Dense, new ActivationSpec { Kind = kind });
        }

        yield return Body("dense without bias", Vector, new DenseSpec { Units = 5, Bias = false });
        yield return Body("activations in a row", Vector, Dense, new ActivationSpec { Kind = ActivationKind.Tanh }, new ActivationSpec { Kind = ActivationKind.Sigmoid }, new NormaliseSpec { Length = 3 });
        yield return Body("normalise", Vector, Dense, new NormaliseSpec { Length = 2 });
        yield return Body("normalise in the middle", Vector, Dense, new NormaliseSpec { Length = 2 }, Dense);
        yield return Body("residual", Vector, Dense, new ResidualSpec { Body = [new DenseSpec { Units = 4 }, new ActivationSpec { Kind = ActivationKind.Tanh }, Dense] }, Dense);
        yield return Body("residual that ends in an activation", Vector, Dense, new ResidualSpec { Body = [Dense, new ActivationSpec { Kind = ActivationKind.Tanh }] }, new ActivationSpec { Kind = ActivationKind.Relu });
        yield return Body("residual that starts with an activation", Vector, Dense, new ResidualSpec { Body = [new ActivationSpec { Kind = ActivationKind.Tanh }, Dense] }, Dense);
        yield return Body("residual with shortcut", Vector, Dense, new ResidualSpec { Body = [new DenseSpec { Units = 4 }], Shortcut = [new DenseSpec { Units = 4, Bias = false }] });
        yield return Body("residual within residual, first", Vector, new ResidualSpec { Body = [new DenseSpec { Units = 6 }, new ResidualSpec { Body = [new DenseSpec { Units = 6 }, new ActivationSpec { Kind = ActivationKind.Softplus }] }] }, Dense);
    }

    private static IEnumerable<TestCaseData> ImageBodies()
    {
        var convolution = new ConvolutionSpec { Channels = 3 };
        var tanh = new ActivationSpec { Kind = ActivationKind.Tanh };
        var flatten = new FlattenSpec();
        yield return Body("dense on an image", Image, Dense);
        yield return Body("convolution", Image, convolution, flatten);
        yield return Body("strided convolution without bias", Image, convolution, new ConvolutionSpec { Channels = 4, Kernel = 3, Stride = 2, Padding = 0, Bias = false }, flatten);
        yield return Body("convolution of even side", Image, convolution, tanh, new ConvolutionSpec { Channels = 2, Kernel = 2, Padding = 1 }, tanh, flatten);
        yield return Body("maximum", Image, convolution, new PoolSpec(), flatten);
        yield return Body("overlapping maximum, then in place", Image, convolution, new PoolSpec { Size = 3, Stride = 1 }, tanh, flatten, Dense);
        yield return Body("mean", Image, convolution, new PoolSpec { Kind = PoolKind.Average }, flatten);
        yield return Body("overlapping mean", Image, convolution, tanh, new PoolSpec { Kind = PoolKind.Average, Size = 3, Stride = 2 }, flatten);
        yield return Body("global mean", Image, convolution, tanh, new GlobalAveragePoolSpec());
        yield return Body("batch normalisation of channels", Image, convolution, new BatchNormSpec(), new ActivationSpec { Kind = ActivationKind.Relu }, flatten, Dense);
        yield return Body("batch normalisation first", Image, new BatchNormSpec(), convolution, new GlobalAveragePoolSpec());
        yield return Body("batch normalisation of a vector", Vector, Dense, new BatchNormSpec(), tanh, Dense);
        yield return Body("residual block with shortcut", Image, convolution, new ResidualSpec { Body = [new ConvolutionSpec { Channels = 4, Stride = 2 }, new BatchNormSpec(), tanh, new ConvolutionSpec { Channels = 4 }, new BatchNormSpec()], Shortcut = [new ConvolutionSpec { Channels = 4, Kernel = 1, Stride = 2, Bias = false }] }, new ActivationSpec { Kind = ActivationKind.Relu }, new GlobalAveragePoolSpec());
    }

    private static IEnumerable<TestCaseData> Losses()
    {
        var values = new ClassValues { Values = [1, 2, 0.5] };
        yield return Loss("cross-entropy", new CrossEntropySpec());
        yield return Loss("cross-entropy with weights, temperatures, offsets", new CrossEntropySpec { Weights = new() { Power = -1 }, Temperature = values, Offset = new() { LogPrior = 1 } });
        yield return Loss("label-dependent temperature", new CrossEntropySpec { Weights = values, Temperature = new() { Power = 0.5 }, ByLabel = true });
        yield return Loss("cross-entropy with centre collapse", new CrossEntropySpec { Weights = values, CentreCollapse = new() { Weight = 0.7, Length = 2 } });
        yield return Loss("squared error", new SquaredErrorSpec { Weights = values });
        yield return Loss("dot regression", new DotRegressionSpec { Target = 2 }, new() { Fixed = FixedClassifier.SimplexEtf, FixedLength = 1.5 });
        yield return Loss("contrastive", new SupervisedContrastiveSpec());
        yield return Loss("contrastive, balanced", new SupervisedContrastiveSpec { ClassBalanced = true, Temperature = 0.3 });
        yield return Loss("AllNC-R", new AllNcSpec { Weight = 0.7, Scale = 4 });
        yield return Loss("AllNC-R with cosine logits", new AllNcSpec(), new() { CosineScale = 3 });
    }

    private static IEnumerable<TestCaseData> Heads()
    {
        yield return Head("bias", new() { Bias = true });
        yield return Head("three layers", new() { Widths = [4, 6], Bias = true });
        yield return Head("cosine", new() { CosineScale = 4 });
        yield return Head("simplex ETF", new() { Fixed = FixedClassifier.SimplexEtf, FixedLength = 2 });
        yield return Head("orthogonal frame", new() { Fixed = FixedClassifier.OrthogonalFrame });
        yield return Head("cosine of a fixed frame", new() { Fixed = FixedClassifier.OrthogonalFrame, CosineScale = 5 });
    }

    [TestCaseSource(nameof(Bodies)), TestCaseSource(nameof(ImageBodies))]
    public void OfLayers(TensorShape input, LayerSpec[] body) =>
        FiniteDifferences.Check(SmallTask.Experiment(body), input, Sizes);

    [TestCaseSource(nameof(Losses))]
    public void OfLosses(LossSpec loss, HeadSpec head) =>
        FiniteDifferences.Check(SmallTask.Experiment(SmallTask.Mlp(), loss, head), Vector, Sizes);

    [TestCaseSource(nameof(Heads))]
    public void OfHeads(HeadSpec head) =>
        FiniteDifferences.Check(SmallTask.Experiment(SmallTask.Mlp(), head: head), Vector, Sizes);

    [Test]
    public void OfTheFeaturePenalty() =>
        FiniteDifferences.Check(SmallTask.Experiment(SmallTask.Mlp(), penalty: new() { Features = 0.1 }), Vector, Sizes);

    private static TestCaseData Body(string name, TensorShape input, params LayerSpec[] body) => new TestCaseData(input, body).SetArgDisplayNames(name);

    private static TestCaseData Loss(string name, LossSpec loss, HeadSpec? head = null) => new TestCaseData(loss, head ?? new()).SetArgDisplayNames(name);

    private static TestCaseData Head(string name, HeadSpec head) => new TestCaseData(head).SetArgDisplayNames(name);
}
