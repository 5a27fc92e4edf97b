using System.Numerics;

namespace NCVerify.Training;

/// <summary>
/// A layer at work on batches: samples one after the other, each channels x height x width. Spans hold exactly the samples
/// of the batch.
/// </summary>
internal abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether output may stand where the input stood: the backward pass then looks at the output alone.</summary>
    public virtual bool InPlace => false;

    /// <summary>Whether the backward pass looks at the output, so that the layer after it must not overwrite it.</summary>
    public virtual bool NeedsOutput => InPlace;

    /// <summary>Arrays of the layer and of those within it.</summary>
    public virtual IEnumerable<Parameter<T>> Parameters => [];

    /// <summary>Makes room for batches of up to <paramref name="count"/> samples; the only place where a layer allocates.</summary>
    public virtual void Reserve(int count)
    {
    }

    /// <summary>y = layer(x).</summary>
    public abstract void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training);

    /// <summary>
    /// After <see cref="Forward"/> in training with the same x and y: writes the gradients of the parameters, and that of the
    /// input unless <paramref name="forInput"/> is empty. Where <see cref="InPlace"/>, it may be <paramref name="forOutput"/>.
    /// </summary>
    public abstract void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count);
}
