namespace NCVerify.Metrics;

/// <summary>
/// How far class means, and classifier and logits where given, are from a named geometry: the Frobenius distance of
/// Grams, each of Frobenius norm 1, so 0 is on it and sqrt(2) is as far as Grams can be.
/// </summary>
/// <param name="Name">"simplex ETF", "orthogonal frame", "general orthogonal frame", "SELI", "finite-penalty solution" or "deep-linear frame".</param>
/// <param name="Distance">Distance of the class means, by which geometries are ranked.</param>
/// <param name="Weights">Distance of W W'; null without a classifier or when W is zero.</param>
/// <param name="Logits">Distance of the class-level logits W M'; null without a classifier or when they are zero.</param>
public sealed record MeasuredGeometry(string Name, double Distance, double? Weights, double? Logits);
