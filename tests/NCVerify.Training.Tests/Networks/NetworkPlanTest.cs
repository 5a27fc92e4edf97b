namespace NCVerify.Training.Tests;

public sealed class NetworkPlanTest
{
    private static readonly TensorShape Image = new(3, 9, 8);

    private static IEnumerable<TestCaseData> Outputs()
    {
        yield return Case(new DenseSpec { Units = 5 }, 5, 1, 1);
        yield return Case(new ConvolutionSpec { Channels = 4 }, 4, 9, 8);
        yield return Case(new ConvolutionSpec { Channels = 4, Kernel = 5, Stride = 2, Padding = 1 }, 4, 4, 3);
        yield return Case(new ConvolutionSpec { Channels = 2, Kernel = 2 }, 2, 8, 7);
        yield return Case(new PoolSpec(), 3, 4, 4);
        yield return Case(new PoolSpec { Size = 3, Stride = 1 }, 3, 7, 6);
        yield return Case(new GlobalAveragePoolSpec(), 3, 1, 1);
        yield return Case(new FlattenSpec(), 216, 1, 1);
        yield return Case(new BatchNormSpec(), 3, 9, 8);
        yield return Case(new ResidualSpec { Body = [new ConvolutionSpec { Channels = 6, Stride = 2 }], Shortcut = [new ConvolutionSpec { Channels = 6, Kernel = 1, Stride = 2, Padding = 0 }] }, 6, 5, 4);
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return Misfit("body.1", new FlattenSpec(), new ConvolutionSpec { Channels = 2, Padding = 0 });
        yield return Misfit("body.0", new PoolSpec { Size = 10 });
        yield return Misfit("body.0", new DenseSpec { Units = 0 });
        yield return Misfit("body.0", new ConvolutionSpec { Channels = 2, Stride = 0 });
        yield return Misfit("body.0", new ConvolutionSpec { Channels = 2, Padding = 3 });
        yield return Misfit("body.0", new NormaliseSpec());
        yield return Misfit("body.0", new BatchNormSpec { Momentum = 0 });
        yield return Misfit("body.0", new DenseSpec { Units = int.MaxValue });
        yield return Misfit("body.1", new FlattenSpec(), new ResidualSpec { Body = [new DenseSpec { Units = 7 }] });
        yield return Misfit("body.0.body.1", new ResidualSpec { Body = [new FlattenSpec(), new PoolSpec()] });
        yield return Misfit("body:", new ConvolutionSpec { Channels = 2 });
    }

    [TestCaseSource(nameof(Outputs))]
    public void ShapesOfOutputs(LayerSpec layer, TensorShape output) =>
        Assert.That(NetworkPlan.Of(new() { Body = [layer, new FlattenSpec()] }, Image, 4).Body[0].Output, Is.EqualTo(output));

    [TestCaseSource(nameof(Misfits))]
    public void WhatDoesNotFitIsRefusedByName(string name, LayerSpec[] body) =>
        Assert.That(() => NetworkPlan.Of(new() { Body = body }, Image, 4), Throws.TypeOf<ExperimentException>().With.Message.Contains("network." + name));

    [TestCase(FixedClassifier.SimplexEtf, 2, false)]
    [TestCase(FixedClassifier.SimplexEtf, 3, true)]
    [TestCase(FixedClassifier.OrthogonalFrame, 3, false)]
    [TestCase(FixedClassifier.OrthogonalFrame, 4, true)]
    public void FixedClassifiersNeedDimensions(FixedClassifier kind, int features, bool fits)
    {
        NetworkPlan Plan() => NetworkPlan.Of(new() { Body = [new DenseSpec { Units = features }], Head = new() { Fixed = kind } }, Image, 4);
        Assert.That(Plan, fits ? Throws.Nothing : Throws.TypeOf<ExperimentException>().With.Message.Contains("dimension"));
    }

    [Test]
    public void ArraysHaveStableNamesAndShapes()
    {
        NetworkPlan plan = NetworkPlan.Of(
            new()
            {
                Body =
                [
                    new ConvolutionSpec { Channels = 4 }, new BatchNormSpec(),
                    new ResidualSpec { Body = [new ConvolutionSpec { Channels = 5, Bias = false }], Shortcut = [new ConvolutionSpec { Channels = 5, Kernel = 1 }] },
                    new FlattenSpec(), new DenseSpec { Units = 7 },
                ],
                Head = new() { Widths = [6], Bias = true },
            },
            Image,
            2);
        Assert.That(plan.Arrays.Select(a => $"{a.Name} {string.Join('x', a.Shape)}"), Is.EqualTo(new[]
        {
            "body.0.weight 4x3x3x3", "body.0.bias 4", "body.1.scale 4", "body.1.shift 4", "body.1.mean 4", "body.1.variance 4",
            "body.2.body.0.weight 5x4x3x3", "body.2.shortcut.0.weight 5x4x1x1", "body.2.shortcut.0.bias 5",
            "body.4.weight 7x360", "body.4.bias 7", "head.0.weight 6x7", "head.1.weight 2x6", "head.bias 2",
        }));
        Assert.That(plan.Arrays.Select(a => a.Index), Is.EqualTo(Enumerable.Range(0, 14)));
        Assert.That(plan.Features, Is.EqualTo(7));
    }

    private static TestCaseData Case(LayerSpec layer, int channels, int height, int width) => new TestCaseData(layer, new TensorShape(channels, height, width)).SetArgDisplayNames($"{layer.GetType().Name} {channels}x{height}x{width}");

    private static TestCaseData Misfit(string name, params LayerSpec[] body) => new TestCaseData(name, body).SetArgDisplayNames(string.Join(", ", body.Select(l => l.ToString())));
}
