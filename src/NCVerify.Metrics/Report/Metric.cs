namespace NCVerify.Metrics;

/// <summary>One measured number.</summary>
/// <param name="Id">Stable id that names quantity and convention, such as nc1.pinv.classmean.</param>
/// <param name="Value">Its value, finite; not negative unless <see cref="Signed"/>.</param>
/// <param name="Convention">The formula and its conventions, in words.</param>
public sealed record Metric(string Id, double Value, string Convention)
{
    /// <summary>Whether it may be negative (cosines, margins and logarithms).</summary>
    public bool Signed { get; init; }

    /// <summary>Confidence interval at 95 %; null when none was asked for.</summary>
    public Interval? Interval { get; init; }
}

/// <summary>An interval of values.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, at least the lower.</param>
public sealed record Interval(double Low, double High);
