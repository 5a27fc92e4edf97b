using System.Numerics;

namespace NCVerify.Training;

/// <summary>Builds layers from their plans.</summary>
/// <param name="plan">The network.</param>
/// <param name="seed">Decides initial values.</param>
internal sealed class LayerFactory<T>(NetworkPlan plan, ulong seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Chain<T> Body() => Chain(plan.Body, plan.Input.Size);

    /// <summary>The linear layers of the head, or cosines.</summary>
    public Chain<T> Head()
    {
        var layers = new List<Layer<T>>();
        foreach (ParameterPlan array in plan.HeadLayers)
        {
            bool last = layers.Count == plan.HeadLayers.Count - 1;
            Parameter<T> weight = Array(array);
            layers.Add(plan.Head.CosineScale is { } scale ? new CosineLayer<T>(weight, scale) : new DenseLayer<T>(weight, last && plan.HeadBias is { } bias ? Array(bias) : null));
        }

        return new(layers, plan.Features, [.. plan.HeadLayers.Select(l => l.Shape[0])]);
    }

    private Chain<T> Chain(IReadOnlyList<LayerPlan> layers, int inputSize) => new([.. layers.Select(Layer)], inputSize, [.. layers.Select(l => l.Output.Size)]);

    private Layer<T> Layer(LayerPlan layer) => layer.Spec switch
    {
        DenseSpec => new DenseLayer<T>(Array(layer.Arrays[0]), layer.Arrays.Count > 1 ? Array(layer.Arrays[1]) : null),
        ConvolutionSpec => new ConvolutionLayer<T>(layer, Array(layer.Arrays[0]), layer.Arrays.Count > 1 ? Array(layer.Arrays[1]) : null),
        BatchNormSpec => new BatchNormLayer<T>(layer, [.. layer.Arrays.Select(Array)]),
        PoolSpec pool => new PoolLayer<T>(layer, pool.Kind, pool.Size, pool.Size, pool.Stride ?? pool.Size),
        GlobalAveragePoolSpec => new PoolLayer<T>(layer, PoolKind.Average, layer.Input.Height, layer.Input.Width, 1),
        FlattenSpec => new FlattenLayer<T>(),
        ActivationSpec { Kind: ActivationKind.Gelu } => new GeluLayer<T>(),
        ActivationSpec activation => new ActivationLayer<T>(activation.Kind),
        NormaliseSpec normalise => new NormaliseLayer<T>(layer.Input.Size, normalise.Length),
        ResidualSpec => new ResidualLayer<T>(Chain(layer.Body, layer.Input.Size), layer.Shortcut.Count > 0 ? Chain(layer.Shortcut, layer.Input.Size) : null, layer.Input.Size),
        _ => throw new ExperimentException($"experiment: network.{layer.Name}: the deterministic engine has no layer of type {layer.Spec.GetType().Name}."),
    };

    private Parameter<T> Array(ParameterPlan array) => new(array, Initialisation.Of(plan, array, seed));
}
