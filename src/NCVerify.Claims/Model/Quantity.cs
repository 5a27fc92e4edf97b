using NCVerify.Numerics;

namespace NCVerify.Claims;

/// <summary>A predicted or measured value: a number, a truth value, a text, a vector, a matrix or a named group of these.</summary>
public abstract record Quantity
{
    /// <summary>A number.</summary>
    public sealed record Scalar(double Value) : Quantity;

    /// <summary>A truth value.</summary>
    public sealed record Flag(bool Value) : Quantity;

    /// <summary>A list of numbers, in class order unless said otherwise.</summary>
    public sealed record Vector(IReadOnlyList<double> Values) : Quantity;

    /// <summary>A list of truth values.</summary>
    public sealed record Flags(IReadOnlyList<bool> Values) : Quantity;

    /// <summary>A matrix.</summary>
    public sealed record Table(Matrix Values) : Quantity;

    /// <summary>A word, for instance the name of a regime; not one of NaN, Infinity, -Infinity, which in a file mean numbers.</summary>
    public sealed record Text(string Value) : Quantity;

    /// <summary>A list of words, in class order unless said otherwise.</summary>
    public sealed record Texts(IReadOnlyList<string> Values) : Quantity;

    /// <summary>Named quantities.</summary>
    public sealed record Group(IReadOnlyDictionary<string, Quantity> Members) : Quantity;

    /// <summary>A number as a quantity.</summary>
    public static implicit operator Quantity(double value) => new Scalar(value);

    /// <summary>A truth value as a quantity.</summary>
    public static implicit operator Quantity(bool value) => new Flag(value);

    /// <summary>A list of numbers as a quantity.</summary>
    public static implicit operator Quantity(double[] values) => new Vector(values);

    /// <summary>A list of truth values as a quantity.</summary>
    public static implicit operator Quantity(bool[] values) => new Flags(values);

    /// <summary>A word as a quantity.</summary>
    public static implicit operator Quantity(string value) => new Text(value);

    /// <summary>A list of words as a quantity.</summary>
    public static implicit operator Quantity(string[] values) => new Texts(values);

    /// <summary>A matrix as a quantity.</summary>
    public static implicit operator Quantity(Matrix values) => new Table(values);
}
