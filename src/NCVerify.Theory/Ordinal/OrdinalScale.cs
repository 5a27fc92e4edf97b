using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Q ordered classes with sizes n_1..n_Q and fixed thresholds b_1 &lt; ... &lt; b_(Q-1) (b_0 and b_Q are infinite), under one link.</summary>
public sealed class OrdinalScale
{
    /// <summary>Checks and keeps the parts.</summary>
    /// <exception cref="ArgumentException">There are not one fewer thresholds than classes, they do not rise, or a size is below 1.</exception>
    public OrdinalScale(IReadOnlyList<int> sizes, IReadOnlyList<double> thresholds, Link link)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(link);
        if (sizes.Count < 2 || thresholds.Count != sizes.Count - 1)
        {
            throw new ArgumentException($"{sizes.Count} classes need {Math.Max(sizes.Count - 1, 1)} thresholds (and at least two classes); {thresholds.Count} were given.", nameof(thresholds));
        }

        if (sizes.Any(n => n < 1) || thresholds.Zip(thresholds.Skip(1), (a, b) => b > a).Any(rises => !rises))
        {
            throw new ArgumentException("Class sizes are at least 1, and thresholds must rise strictly.", nameof(thresholds));
        }

        (Sizes, Thresholds, Link) = (sizes, thresholds, link);
    }

    /// <summary>Class sizes.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Thresholds b_1..b_(Q-1).</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>The link.</summary>
    public Link Link { get; }

    /// <summary>Number of classes Q.</summary>
    public int Classes => Sizes.Count;

    /// <summary>The scale in words.</summary>
    public string Description => $"{Link.Name}, n = {string.Join('-', Sizes)}, b = {string.Join('/', Thresholds.Select(b => Exact.Format(b)))}";

    /// <summary>l_q(z), q counted from 0.</summary>
    public double Loss(int q, double z) => Link.Loss(z, Lower(q), Upper(q));

    /// <summary>l_q'(z).</summary>
    public double Slope(int q, double z) => Link.Slope(z, Lower(q), Upper(q));

    /// <summary>l_q''(z).</summary>
    public double Curvature(int q, double z) => Link.Curvature(z, Lower(q), Upper(q));

    private double Lower(int q) => q == 0 ? double.NegativeInfinity : Thresholds[q - 1];

    private double Upper(int q) => q == Classes - 1 ? double.PositiveInfinity : Thresholds[q];
}
