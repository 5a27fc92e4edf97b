namespace NCVerify.Metrics;

/// <summary>One measured number.</summary>
/// <param name="Id">Stable id that names quantity and convention, such as nc1.pinv.classmean.</param>
/// <param name="Value">Its value, finite and not negative.</param>
/// <param name="Convention">The formula and its conventions, in words.</param>
public sealed record Metric(string Id, double Value, string Convention);
