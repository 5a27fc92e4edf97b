using System.Collections;
using NCVerify.Numerics;

namespace NCVerify.Claims;

/// <summary>Named quantities that a claim predicts for given parameters, in a fixed order.</summary>
public sealed class Prediction : IEnumerable<KeyValuePair<string, Quantity>>
{
    private readonly OrderedDictionary<string, Quantity> _quantities = new(StringComparer.Ordinal);

    /// <summary>The quantity of that name.</summary>
    /// <exception cref="KeyNotFoundException">The prediction has no quantity of that name; the message lists those it has.</exception>
    public Quantity this[string name] => _quantities.TryGetValue(name, out Quantity? quantity)
        ? quantity
        : throw new KeyNotFoundException($"No quantity '{name}'; there are: {string.Join(", ", _quantities.Keys)}.");

    /// <summary>Names in order.</summary>
    public IEnumerable<string> Names => _quantities.Keys;

    /// <summary>Adds a quantity (collection-initialiser syntax).</summary>
    public void Add(string name, Quantity quantity) => _quantities.Add(name, quantity);

    /// <summary>The number of that name.</summary>
    public double Number(string name) => ((Quantity.Scalar)this[name]).Value;

    /// <summary>The vector of that name.</summary>
    public IReadOnlyList<double> Vector(string name) => ((Quantity.Vector)this[name]).Values;

    /// <summary>The matrix of that name.</summary>
    public Matrix Table(string name) => ((Quantity.Table)this[name]).Values;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Quantity>> GetEnumerator() => _quantities.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
