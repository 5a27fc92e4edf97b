using System.Numerics;

namespace NCVerify.Training;

/// <summary>Takes arrays out of a saved state by name, and refuses a state that is not that of the run.</summary>
internal sealed class StateReader
{
    /// <summary>Name of the number of steps taken.</summary>
    public const string StepsName = "optimiser.steps";

    private readonly Dictionary<string, NamedArray> _left;

    public StateReader(IReadOnlyList<NamedArray> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _left = new(StringComparer.Ordinal);
        foreach (NamedArray array in state)
        {
            if (!_left.TryAdd(array.Name, array))
            {
                throw Refuse($"'{array.Name}' occurs twice");
            }
        }
    }

    /// <summary>The values of an array.</summary>
    /// <exception cref="ExperimentException">It is missing, has another shape, or values that T cannot hold.</exception>
    public T[] Take<T>(string name, IReadOnlyList<int> shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!_left.Remove(name, out NamedArray? array))
        {
            throw Refuse($"'{name}' is missing");
        }

        if (!array.Shape.SequenceEqual(shape) || array.Values.Length != shape.Aggregate(1, (a, b) => a * b))
        {
            throw Refuse($"'{name}' has shape {string.Join(" x ", array.Shape)}; expected {string.Join(" x ", shape)}");
        }

        T[] values = [.. array.Values.Select(T.CreateTruncating)];
        return values.Zip(array.Values).All(v => double.IsFinite(v.Second) && double.CreateTruncating(v.First) == v.Second)
            ? values
            : throw Refuse($"'{name}' holds numbers that are not finite, or that {typeof(T).Name} cannot hold exactly");
    }

    /// <summary>Refuses arrays that nothing asked for.</summary>
    public void RequireEmpty()
    {
        if (_left.Count > 0)
        {
            throw Refuse($"'{_left.Keys.First()}' is not part of this network and optimiser");
        }
    }

    private static ExperimentException Refuse(string problem) => new($"state: {problem}; expected the state of a run of the same experiment.");
}
