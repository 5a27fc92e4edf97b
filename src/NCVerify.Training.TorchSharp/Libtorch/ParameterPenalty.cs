using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>lambda/2 times the squared norm of the trained arrays, each with its lambda.</summary>
internal sealed class ParameterPenalty : IDisposable
{
    private readonly double _common;
    private readonly Tensor? _each;

    public ParameterPenalty(Penalties penalties, ArrayBlock block, Tensor like)
    {
        double[] lambdas = [.. block.Arrays.Select(penalties.Lambda)];
        if (lambdas.Distinct().Count() <= 1)
        {
            // The usual case costs no vector.
            _common = lambdas.FirstOrDefault();
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        double[] values = block.Fill(i => [.. Enumerable.Repeat(lambdas[i], block.Arrays[i].Size)]);
        _each = tensor(values, [values.Length], float64).to(like.device).to(like.dtype).DetachFromDisposeScope();
    }

    /// <summary>Value in float64 at the present numbers, and its gradient added to that of the loss.</summary>
    public Tensor Add(Tensor values, Tensor gradient)
    {
        if (_each is null && _common == 0)
        {
            return zeros(1, float64, values.device).sum();
        }

        // No vector is made in the usual case; the value is looked at, not differentiated, so the type of the values will do.
        if (_each is null)
        {
            gradient.AddInPlace(values, _common);
            return values.dot(values).to(float64).Times(_common / 2);
        }

        gradient.AddProductInPlace(values, _each);
        return (values * _each).dot(values).to(float64).Over(2);
    }

    public void Dispose() => _each?.Dispose();
}
