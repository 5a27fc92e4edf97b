using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>The arrays of a network on the device, with the initial values that every engine starts from.</summary>
internal sealed class NetworkArrays : IDisposable
{
    private readonly Dictionary<int, Tensor> _byIndex = [];
    private readonly ParameterPlan[] _all;

    public NetworkArrays(NetworkPlan plan, ulong seed, ScalarType type, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        _all = [.. plan.Arrays];
        Block = new([.. _all.Where(IsTrained)]);
        Values = tensor(Block.Fill(i => Initialisation.Of(plan, Block.Arrays[i], seed)), [Block.Length], float64).to(device).to(type).DetachFromDisposeScope();
        for (int i = 0; i < Block.Arrays.Count; i++)
        {
            // Leaves of the graph that share memory with the vector.
            _byIndex[Block.Arrays[i].Index] = Block.View(Values, i).detach().requires_grad_(true).DetachFromDisposeScope();
        }

        foreach (ParameterPlan array in _all.Where(a => !IsTrained(a)))
        {
            _byIndex[array.Index] = tensor(Initialisation.Of(plan, array, seed), [.. array.Shape.Select(n => (long)n)], float64).to(device).to(type).DetachFromDisposeScope();
        }
    }

    /// <summary>Where the trained arrays lie in <see cref="Values"/>.</summary>
    public ArrayBlock Block { get; }

    /// <summary>All trained numbers in one vector; changing it changes the arrays.</summary>
    public Tensor Values { get; }

    /// <summary>An array of the network.</summary>
    public Tensor this[ParameterPlan array] => _byIndex[array.Index];

    /// <summary>All arrays in the network's order, trained or not.</summary>
    public IReadOnlyList<NamedArray> Read()
    {
        Dictionary<string, NamedArray> trained = Block.Read(Values).ToDictionary(a => a.Name, StringComparer.Ordinal);
        return [.. _all.Select(a => trained.GetValueOrDefault(a.Name) ?? Copy(a))];
    }

    /// <summary>One array.</summary>
    public NamedArray Copy(ParameterPlan array)
    {
        using DisposeScope scope = NewDisposeScope();
        return new(array.Name, array.Shape, this[array].detach().to(float64).cpu().contiguous().data<double>().ToArray());
    }

    /// <summary>Arrays that are not trained.</summary>
    public IEnumerable<ParameterPlan> Untrained => _all.Where(a => !IsTrained(a));

    public void Dispose()
    {
        foreach (Tensor array in _byIndex.Values)
        {
            array.Dispose();
        }

        Values.Dispose();
    }

    private static bool IsTrained(ParameterPlan array) => array.Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance or ParameterRole.FixedClassifier);
}
