using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>y = body(x) + shortcut(x); no shortcut is the identity.</summary>
internal sealed class ResidualLayer<T>(Chain<T> body, Chain<T>? shortcut, int inputSize) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _other = [];

    public override IEnumerable<Parameter<T>> Parameters => shortcut is null ? body.Parameters : body.Parameters.Concat(shortcut.Parameters);

    public override void Reserve(int count)
    {
        body.Reserve(count);
        shortcut?.Reserve(count);
        _other = shortcut is null || _other.Length >= count * inputSize ? _other : new T[count * inputSize];
    }

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        body.Forward(x, count, training).CopyTo(y);
        Entrywise.Add(shortcut is null ? x : shortcut.Forward(x, count, training), y, y);
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        body.Backward(x, forOutput, forInput, count);
        Span<T> other = forInput.IsEmpty ? [] : _other.AsSpan(0, shortcut is null ? 0 : forInput.Length);
        shortcut?.Backward(x, forOutput, other, count);
        if (!forInput.IsEmpty)
        {
            Entrywise.Add(shortcut is null ? forOutput : other, forInput, forInput);
        }
    }
}
