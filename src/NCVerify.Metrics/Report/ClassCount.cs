namespace NCVerify.Metrics;

/// <summary>A class and its size.</summary>
/// <param name="Label">The label in the data (or the classifier row of a class without samples).</param>
/// <param name="Count">Number of samples, 0 for a class without any.</param>
public sealed record ClassCount(long Label, long Count);
