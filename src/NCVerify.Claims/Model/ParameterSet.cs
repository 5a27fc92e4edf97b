using NCVerify.Numerics;

namespace NCVerify.Claims;

/// <summary>
/// Named parameters of a prediction. A value is a number, a list of numbers, a text or null; a list of one number and a
/// number are interchangeable. Getters refuse what is missing or of the wrong kind with a message that names it.
/// </summary>
public sealed class ParameterSet
{
    private readonly OrderedDictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Names given, in order.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Adds or replaces a parameter: a number, a list of numbers, a text or null.</summary>
    public ParameterSet Set(string name, object? value)
    {
        _values[name] = value switch
        {
            null or string or double or double[] => value,
            int or long or float or decimal => Convert.ToDouble(value, Exact.Culture),
            IEnumerable<int> list => list.Select(x => (double)x).ToArray(),
            IEnumerable<double> list => list.ToArray(),
            _ => throw new ParameterException(name, $"Parameter '{name}': a value of type {value.GetType().Name} cannot be used; give a number, a list of numbers or a text."),
        };
        return this;
    }

    /// <summary>Whether the parameter is given and not null.</summary>
    public bool Has(string name) => _values.TryGetValue(name, out object? value) && value is not null;

    /// <summary>A finite number.</summary>
    public double Number(string name)
    {
        object value = Required(name);
        double number = value switch
        {
            double x => x,
            double[] { Length: 1 } list => list[0],
            _ => throw new ParameterException(name, $"Parameter '{name}' must be one number."),
        };
        return double.IsFinite(number) ? number : throw new ParameterException(name, $"Parameter '{name}' must be finite; it is {Exact.Format(number)}.");
    }

    /// <summary>A number above zero.</summary>
    public double Positive(string name)
    {
        double x = Number(name);
        return x > 0 ? x : throw new ParameterException(name, $"Parameter '{name}' must be positive; it is {Exact.Format(x)}.");
    }

    /// <summary>An integer of at least <paramref name="least"/>.</summary>
    public int Integer(string name, int least = 0)
    {
        double x = Number(name);
        return x == Math.Floor(x) && x >= least && x <= int.MaxValue
            ? (int)x
            : throw new ParameterException(name, $"Parameter '{name}' must be an integer of at least {least}; it is {Exact.Format(x)}.");
    }

    /// <summary>A list of finite numbers; one number counts as a list of one.</summary>
    public double[] List(string name)
    {
        double[] list = Required(name) switch
        {
            double[] values => values,
            double x => [x],
            _ => throw new ParameterException(name, $"Parameter '{name}' must be a list of numbers."),
        };
        return list.All(double.IsFinite) ? list : throw new ParameterException(name, $"Parameter '{name}' has an entry that is not finite.");
    }

    /// <summary>Class sizes: a list of at least two positive integers, or one number n with <c>K</c> given (balanced).</summary>
    public int[] ClassSizes(string name = "n")
    {
        double[] list = List(name);
        if (list.Length == 1 && Has("K"))
        {
            list = Enumerable.Repeat(list[0], Integer("K", 2)).ToArray();
        }

        if (list.Length < 2)
        {
            throw new ParameterException(name, $"Parameter '{name}' must list at least two class sizes, or be one size with 'K' given.");
        }

        return list.Select(x => x == Math.Floor(x) && x is >= 1 and <= int.MaxValue
            ? (int)x
            : throw new ParameterException(name, $"Parameter '{name}': class sizes are integers of at least 1; one is {Exact.Format(x)}.")).ToArray();
    }

    /// <summary>A text.</summary>
    public string Text(string name) => Required(name) as string ?? throw new ParameterException(name, $"Parameter '{name}' must be a text.");

    /// <summary>Refuses names that the claim does not know and reports required ones that are absent.</summary>
    public void RequireKnown(string claimId, IReadOnlyList<Parameter> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        string list = string.Join(", ", known.Select(p => p.Required ? p.Name : p.Name + " (optional)"));
        foreach (string name in Names.Where(n => known.All(p => p.Name != n)))
        {
            throw new ParameterException(name, $"Claim {claimId} has no parameter '{name}'; it takes: {list}.");
        }

        foreach (Parameter parameter in known.Where(p => p.Required && !_values.ContainsKey(p.Name)))
        {
            throw new ParameterException(parameter.Name, $"Claim {claimId} needs parameter '{parameter.Name}' ({parameter.Meaning}); it takes: {list}.");
        }
    }

    private object Required(string name) => _values.TryGetValue(name, out object? value) && value is not null
        ? value
        : throw new ParameterException(name, $"Parameter '{name}' is missing.");
}
