using System.Numerics;

namespace NCVerify.Training;

/// <summary>Layers one after the other, with the buffers between them.</summary>
internal sealed class Chain<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Layer<T>[] _layers;
    private readonly int[] _sizes;
    private readonly int _inputSize;

    /// <summary>Output of each layer; a layer that works in place shares the buffer of the layer before it.</summary>
    private readonly T[][] _outputs;

    /// <summary>Gradients of the outputs, of every second layer each.</summary>
    private readonly T[][] _gradients = [[], []];

    /// <summary>A chain whose layers give the given numbers of entries.</summary>
    public Chain(IReadOnlyList<Layer<T>> layers, int inputSize, IReadOnlyList<int> sizes)
    {
        (_layers, _inputSize, _sizes) = ([.. layers], inputSize, [.. sizes]);
        _outputs = [.. layers.Select(_ => Array.Empty<T>())];
    }

    public IEnumerable<Parameter<T>> Parameters => _layers.SelectMany(l => l.Parameters);

    public void Reserve(int count)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Reserve(count);
            _outputs[i] = SharesInput(i) ? _outputs[i - 1] : Grown(_outputs[i], count * _sizes[i]);
        }

        int largest = _sizes.Length > 1 ? _sizes[..^1].Max() : 0;
        for (int side = 0; side < 2; side++)
        {
            _gradients[side] = Grown(_gradients[side], count * largest);
        }
    }

    /// <summary>The output of the last layer, which stands until the next call.</summary>
    public ReadOnlySpan<T> Forward(ReadOnlySpan<T> x, int count, bool training)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(Input(i, x, count), Output(i, count), count, training);
        }

        return Output(_layers.Length - 1, count);
    }

    /// <summary>After <see cref="Forward"/> with the same x; leaves <paramref name="forOutput"/> as it is.</summary>
    public void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        ReadOnlySpan<T> above = forOutput;
        int side = 0;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            // The outermost gradient is not ours to overwrite; further in, a layer in place overwrites its own.
            bool inPlace = SharesInput(i) && i < _layers.Length - 1;
            side = inPlace ? side : 1 - side;
            Span<T> below = i == 0 ? forInput : _gradients[side].AsSpan(0, count * _sizes[i - 1]);
            _layers[i].Backward(Input(i, x, count), Output(i, count), above, below, count);
            above = below;
        }
    }

    /// <summary>Whether the layer overwrites its input, which the layer before must not need for its own backward pass.</summary>
    private bool SharesInput(int i) => i > 0 && _layers[i].InPlace && !_layers[i - 1].NeedsOutput;

    private ReadOnlySpan<T> Input(int i, ReadOnlySpan<T> x, int count) => i == 0 ? x[..(count * _inputSize)] : Output(i - 1, count);

    private Span<T> Output(int i, int count) => _outputs[i].AsSpan(0, count * _sizes[i]);

    private static T[] Grown(T[] buffer, int length) => buffer.Length >= length ? buffer : new T[length];
}
