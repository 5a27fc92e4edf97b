using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NCVerify.Training.Libtorch;

/// <summary>Body and head as functions of tensors.</summary>
internal sealed class NetworkFunction(NetworkPlan plan, NetworkArrays arrays)
{
    /// <summary>Features (batch x d) of inputs.</summary>
    public Tensor Features(Tensor inputs, bool training) => Chain(plan.Body, inputs, training);

    /// <summary>Logits (batch x K) of features.</summary>
    public Tensor Logits(Tensor features)
    {
        if (plan.Head.CosineScale is { } scale)
        {
            return UnitRows.Of(features, 1).matmul(UnitRows.Of(arrays[plan.HeadLayers[0]], scale).t());
        }

        Tensor x = features;
        for (int m = 0; m < plan.HeadLayers.Count; m++)
        {
            ParameterPlan? bias = m == plan.HeadLayers.Count - 1 ? plan.HeadBias : null;
            x = F.linear(x, arrays[plan.HeadLayers[m]], bias is null ? null : arrays[bias]);
        }

        return x;
    }

    private Tensor Chain(IReadOnlyList<LayerPlan> layers, Tensor x, bool training) => layers.Aggregate(x, (input, layer) => Apply(layer, input, training));

    private Tensor Apply(LayerPlan layer, Tensor x, bool training) => layer.Spec switch
    {
        DenseSpec => F.linear(layer.Input.IsVector ? x : x.flatten(1), Array(layer, 0)!, Array(layer, 1)),
        ConvolutionSpec spec => Convolution(layer, spec, x),
        BatchNormSpec spec => BatchNorm(layer, spec, x, training),
        ActivationSpec spec => Activation(spec.Kind, x),
        PoolSpec spec => Pool(spec, x),
        GlobalAveragePoolSpec => layer.Input.IsVector ? x : x.mean([2, 3]),
        FlattenSpec => x.flatten(1),
        ResidualSpec => Chain(layer.Body, x, training).Plus(Chain(layer.Shortcut, x, training)),
        NormaliseSpec spec => UnitRows.Of(x, spec.Length),
        _ => throw new ExperimentException($"experiment: network.{layer.Name}: the TorchSharp engine has no layer of type {layer.Spec.GetType().Name}."),
    };

    private Tensor? Array(LayerPlan layer, int i) => i < layer.Arrays.Count ? arrays[layer.Arrays[i]] : null;

    private Tensor Convolution(LayerPlan layer, ConvolutionSpec spec, Tensor x)
    {
        long padding = LayerPlanner.PaddingOf(spec);
        return Shaped(layer, F.conv2d(Image(layer, x), Array(layer, 0)!, Array(layer, 1), [spec.Stride, spec.Stride], [padding, padding]));
    }

    private Tensor BatchNorm(LayerPlan layer, BatchNormSpec spec, Tensor x, bool training)
    {
        (Tensor scale, Tensor shift, Tensor mean, Tensor variance) = (Array(layer, 0)!, Array(layer, 1)!, Array(layer, 2)!, Array(layer, 3)!);
        return training && x.NumberOfElements == layer.Input.Channels
            ? BatchNormOfOne(x, scale, shift, mean, variance, spec.Momentum)
            : F.batch_norm(x, mean, variance, scale, shift, training, spec.Momentum, spec.Epsilon);
    }

    // libtorch refuses a batch with one value per channel; its mean is that value, and its variance 0.
    private static Tensor BatchNormOfOne(Tensor x, Tensor scale, Tensor shift, Tensor mean, Tensor variance, double momentum)
    {
        using (no_grad())
        {
            mean.MultiplyInPlace(1 - momentum).AddInPlace(x.detach().reshape(-1), momentum);
            variance.MultiplyInPlace(1 - momentum);
        }

        long[] perChannel = x.dim() == 2 ? [1, -1] : [1, -1, 1, 1];
        return ((x - x) * scale.view(perChannel)).Plus(shift.view(perChannel));
    }

    private static Tensor Activation(ActivationKind kind, Tensor x) => kind switch
    {
        ActivationKind.Relu => F.relu(x),
        ActivationKind.LeakyRelu => x.LeakyRelu(0.01),
        ActivationKind.Tanh => tanh(x),
        ActivationKind.Sigmoid => sigmoid(x),

        // log(e^x + e^0); libtorch's own softplus takes numbers.
        ActivationKind.Softplus => x.logaddexp(zeros_like(x)),

        // Written out: earlier versions of TorchSharp have only the exact form.
        ActivationKind.Gelu => x.Times(0.5) * tanh(x.Plus(x.Times(0.044715) * x * x).Times(0.7978845608028654)).Plus(1),
        _ => throw new ExperimentException($"experiment: network: the TorchSharp engine has no activation {kind}."),
    };

    private static Tensor Pool(PoolSpec spec, Tensor x)
    {
        long size = spec.Size, stride = spec.Stride ?? spec.Size;
        return spec.Kind == PoolKind.Maximum ? F.max_pool2d(x, [size, size], [stride, stride]) : F.avg_pool2d(x, [size, size], [stride, stride]);
    }

    // A vector is an image of one pixel to a convolution, and an image of one pixel a vector to what follows.
    private static Tensor Image(LayerPlan layer, Tensor x) => layer.Input.IsVector ? x.reshape(-1, layer.Input.Channels, 1, 1) : x;

    private static Tensor Shaped(LayerPlan layer, Tensor x) => layer.Output.IsVector ? x.flatten(1) : x;
}
