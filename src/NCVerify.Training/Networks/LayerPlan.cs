namespace NCVerify.Training;

/// <summary>A layer of the body with its shapes and arrays.</summary>
/// <param name="Name">Such as "body.2" or "body.3.shortcut.0".</param>
/// <param name="Spec">What the experiment asks for.</param>
/// <param name="Input">What it takes.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Arrays">Its own arrays, parameters first, then running statistics.</param>
public sealed record LayerPlan(string Name, LayerSpec Spec, TensorShape Input, TensorShape Output, IReadOnlyList<ParameterPlan> Arrays)
{
    /// <summary>Residual connection: layers of the residual function.</summary>
    public IReadOnlyList<LayerPlan> Body { get; init; } = [];

    /// <summary>Residual connection: layers of the other way; empty for the identity.</summary>
    public IReadOnlyList<LayerPlan> Shortcut { get; init; } = [];

    /// <summary>Its arrays and those of the layers within it, in the network's order.</summary>
    public IEnumerable<ParameterPlan> AllArrays => Arrays.Concat(Body.Concat(Shortcut).SelectMany(l => l.AllArrays));
}
