using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// The gradient of all trained numbers, in the layout of their vector. Its memory is kept from step to step: a vector of
/// megabytes that comes and goes has an operating system map and clear its pages each time.
/// </summary>
internal sealed class GradientVector : IDisposable
{
    private readonly Tensor _vector;
    private readonly Tensor[] _views;
    private readonly Tensor[] _leaves;
    private readonly int[] _leafOf;

    /// <summary>A gradient with regard to some of the arrays; it is zero in the others.</summary>
    public GradientVector(NetworkArrays arrays, Func<ParameterPlan, bool> isReached)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<ParameterPlan> all = arrays.Block.Arrays;
        ParameterPlan[] reached = [.. all.Where(isReached)];
        _leaves = [.. reached.Select(a => arrays[a])];
        _leafOf = [.. all.Select(a => Array.IndexOf(reached, a))];
        _vector = zeros_like(arrays.Values).DetachFromDisposeScope();
        _views = [.. all.Select((_, i) => arrays.Block.View(_vector, i).DetachFromDisposeScope())];
    }

    /// <summary>The gradient of a scalar; valid until the next call, and may be overwritten.</summary>
    public Tensor Of(Tensor objective)
    {
        IList<Tensor> gradients = _leaves.Length == 0 ? [] : autograd.grad([objective], _leaves);
        using IDisposable noGradient = no_grad();
        for (int i = 0; i < _views.Length; i++)
        {
            if (_leafOf[i] < 0)
            {
                _views[i].zero_();
            }
            else
            {
                _views[i].copy_(gradients[_leafOf[i]]);
            }
        }

        return _vector;
    }

    public void Dispose()
    {
        Array.ForEach(_views, v => v.Dispose());
        _vector.Dispose();
    }
}
