using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>A value in a snapshot: a number, a truth value, a text (a digest, a name) or a list of these, nested at will.</summary>
public abstract record SnapshotValue
{
    /// <summary>A number; NaN and infinities can be stored, but a NaN equals nothing.</summary>
    public sealed record Number(double Value) : SnapshotValue;

    /// <summary>A truth value.</summary>
    public sealed record Truth(bool Value) : SnapshotValue;

    /// <summary>A text, compared exactly; not one of NaN, Infinity, -Infinity, which in a file mean numbers.</summary>
    public sealed record Text : SnapshotValue
    {
        /// <summary>Keeps the text.</summary>
        /// <exception cref="ArgumentException">The text is NaN, Infinity or -Infinity.</exception>
        public Text(string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value is "NaN" or "Infinity" or "-Infinity")
            {
                throw new ArgumentException($"The text '{value}' would be read back as a number.", nameof(value));
            }

            Value = value;
        }

        /// <summary>The text.</summary>
        public string Value { get; }
    }

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<SnapshotValue> Items) : SnapshotValue;

    /// <summary>A number as a value.</summary>
    public static implicit operator SnapshotValue(double value) => new Number(value);

    /// <summary>A truth value as a value.</summary>
    public static implicit operator SnapshotValue(bool value) => new Truth(value);

    /// <summary>A text as a value.</summary>
    public static implicit operator SnapshotValue(string value) => new Text(value);

    /// <summary>A list of numbers as a value.</summary>
    public static implicit operator SnapshotValue(double[] values) => new List([.. values.Select(x => (SnapshotValue)x)]);

    /// <summary>A matrix as a list of its rows.</summary>
    public static implicit operator SnapshotValue(Matrix values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new List([.. values.ToRows().Select(row => (SnapshotValue)row)]);
    }

    /// <summary>A measured or predicted quantity as a value.</summary>
    /// <exception cref="ArgumentException">The quantity is a group: add its members one by one, each with its own tolerance.</exception>
    public static SnapshotValue From(Quantity quantity) => quantity switch
    {
        Quantity.Scalar scalar => scalar.Value,
        Quantity.Flag flag => flag.Value,
        Quantity.Vector vector => vector.Values.ToArray(),
        Quantity.Flags flags => new List([.. flags.Values.Select(x => (SnapshotValue)x)]),
        Quantity.Text text => text.Value,
        Quantity.Texts texts => new List([.. texts.Values.Select(x => (SnapshotValue)x)]),
        Quantity.Table table => table.Values,
        _ => throw new ArgumentException($"A quantity of kind {quantity?.GetType().Name ?? "null"} has no single tolerance; add its members one by one.", nameof(quantity)),
    };
}
