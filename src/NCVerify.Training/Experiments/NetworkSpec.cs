using System.Text.Json.Serialization;

namespace NCVerify.Training;

/// <summary>A network: a body whose output is the feature vector h, and a linear head W_M ... W_1 h + b.</summary>
public sealed record NetworkSpec
{
    /// <summary>Layers from the image (channels x height x width) to the feature vector; its output must be one-dimensional.</summary>
    public required IReadOnlyList<LayerSpec> Body { get; init; }

    /// <summary>From the feature vector to the logits.</summary>
    public HeadSpec Head { get; init; } = new();
}

/// <summary>The linear layers after the features.</summary>
public sealed record HeadSpec
{
    /// <summary>Widths of the linear layers between features and logits, nearest the features first; empty for one layer.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];

    /// <summary>Whether the last layer has a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>A classifier that is set once and not trained; only with one layer and no bias.</summary>
    public FixedClassifier Fixed { get; init; } = FixedClassifier.None;

    /// <summary>Length of each row of a fixed classifier.</summary>
    public double FixedLength { get; init; } = 1;

    /// <summary>Scale s of cosine logits s w.h/(|w||h|); null for plain inner products. Only with one layer and no bias.</summary>
    public double? CosineScale { get; init; }
}

/// <summary>Classifiers that are not trained.</summary>
public enum FixedClassifier
{
    /// <summary>The classifier is trained.</summary>
    None,

    /// <summary>A simplex ETF in a random orientation drawn from the seed.</summary>
    SimplexEtf,

    /// <summary>An orthogonal frame aligned with the first K axes, which lies in the nonnegative orthant.</summary>
    OrthogonalFrame,
}

/// <summary>One layer of the body.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DenseSpec), "dense")]
[JsonDerivedType(typeof(ConvolutionSpec), "convolution")]
[JsonDerivedType(typeof(BatchNormSpec), "batchNorm")]
[JsonDerivedType(typeof(ActivationSpec), "activation")]
[JsonDerivedType(typeof(PoolSpec), "pool")]
[JsonDerivedType(typeof(GlobalAveragePoolSpec), "globalAveragePool")]
[JsonDerivedType(typeof(FlattenSpec), "flatten")]
[JsonDerivedType(typeof(ResidualSpec), "residual")]
[JsonDerivedType(typeof(NormaliseSpec), "normalise")]
public abstract record LayerSpec;

/// <summary>x -> A x + b on a vector; an input with channels is flattened first.</summary>
public sealed record DenseSpec : LayerSpec
{
    /// <summary>Outputs.</summary>
    public required int Units { get; init; }

    /// <summary>Whether there is a b.</summary>
    public bool Bias { get; init; } = true;
}

/// <summary>Two-dimensional cross-correlation with square kernels and zero padding.</summary>
public sealed record ConvolutionSpec : LayerSpec
{
    /// <summary>Output channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Side of the kernel.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Step between outputs.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros on each side; (kernel - 1)/2 rounded down when absent.</summary>
    public int? Padding { get; init; }

    /// <summary>Whether each output channel has a bias.</summary>
    public bool Bias { get; init; } = true;
}

/// <summary>Batch normalisation with scale and shift per channel (or per entry of a vector); running statistics outside training.</summary>
public sealed record BatchNormSpec : LayerSpec
{
    /// <summary>Weight of a new batch in the running statistics.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;
}

/// <summary>A function applied to every entry.</summary>
public sealed record ActivationSpec : LayerSpec
{
    /// <summary>Which one.</summary>
    public required ActivationKind Kind { get; init; }
}

/// <summary>Activation functions.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x); derivative 0 at 0.</summary>
    Relu,

    /// <summary>x for x > 0, otherwise 0.01 x.</summary>
    LeakyRelu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1/(1 + e^-x).</summary>
    Sigmoid,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x Phi(x), by the tanh approximation.</summary>
    Gelu,
}

/// <summary>Maximum or mean over windows, without padding; a last incomplete window is dropped.</summary>
public sealed record PoolSpec : LayerSpec
{
    /// <summary>Which one.</summary>
    public PoolKind Kind { get; init; } = PoolKind.Maximum;

    /// <summary>Side of the window.</summary>
    public int Size { get; init; } = 2;

    /// <summary>Step between windows; the size when absent.</summary>
    public int? Stride { get; init; }
}

/// <summary>Kinds of pooling.</summary>
public enum PoolKind
{
    /// <summary>Largest entry; the first of equal ones takes the gradient.</summary>
    Maximum,

    /// <summary>Mean.</summary>
    Average,
}

/// <summary>Mean over each channel: channels x height x width to a vector.</summary>
public sealed record GlobalAveragePoolSpec : LayerSpec;

/// <summary>Channels x height x width to a vector, channel-major.</summary>
public sealed record FlattenSpec : LayerSpec;

/// <summary>x -> body(x) + shortcut(x); both have the same output shape.</summary>
public sealed record ResidualSpec : LayerSpec
{
    /// <summary>The residual function.</summary>
    public required IReadOnlyList<LayerSpec> Body { get; init; }

    /// <summary>The other way; empty for the identity.</summary>
    public IReadOnlyList<LayerSpec> Shortcut { get; init; } = [];
}

/// <summary>x -> s x/|x| for a vector.</summary>
public sealed record NormaliseSpec : LayerSpec
{
    /// <summary>Length s of the output.</summary>
    public double Length { get; init; } = 1;
}
