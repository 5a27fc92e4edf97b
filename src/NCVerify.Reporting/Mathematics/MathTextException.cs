namespace NCVerify.Reporting;

/// <summary>A text's mathematics is outside the LaTeX subset of <see cref="MathText"/>; the message names the command or the place.</summary>
public sealed class MathTextException(string message) : Exception(message);
