using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// General orthogonal frame: orthogonal vectors of given lengths, classifiers aligned with class means. A length of zero
/// stands for a collapsed class.
/// </summary>
public sealed class GeneralOrthogonalFrame : Geometry
{
    /// <summary>Classifiers and class means with the same lengths (up to scale), one per class.</summary>
    /// <exception cref="ArgumentException">Fewer than two lengths, a negative or non-finite one, or all zero.</exception>
    public GeneralOrthogonalFrame(IReadOnlyList<double> lengths)
        : this(lengths, lengths)
    {
    }

    /// <summary>Classifiers and class means with lengths of their own (up to scale), one per class.</summary>
    /// <exception cref="ArgumentException">Fewer than two lengths, a negative or non-finite one, all zero, or unequal counts.</exception>
    public GeneralOrthogonalFrame(IReadOnlyList<double> classifierLengths, IReadOnlyList<double> meanLengths)
        : base("general orthogonal frame", Squares(classifierLengths, nameof(classifierLengths)), Squares(meanLengths, nameof(meanLengths)), Products(classifierLengths, meanLengths))
    {
    }

    private static Matrix Squares(IReadOnlyList<double> lengths, string name)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.Count < 2 || lengths.Any(x => !double.IsFinite(x) || x < 0) || lengths.All(x => x == 0))
        {
            throw new ArgumentException("A frame needs at least two lengths, finite and not negative, and not all zero.", name);
        }

        return Matrix.Diagonal([.. lengths.Select(x => x * x)]);
    }

    private static Matrix Products(IReadOnlyList<double> w, IReadOnlyList<double> m) => w.Count == m.Count
        ? Matrix.Diagonal([.. w.Zip(m, (x, y) => x * y)])
        : throw new ArgumentException($"There are {w.Count} classifier lengths and {m.Count} mean lengths; give one of each per class.", nameof(m));
}
