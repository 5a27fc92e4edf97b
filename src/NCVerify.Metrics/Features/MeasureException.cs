namespace NCVerify.Metrics;

/// <summary>Readable data for which the metrics are not defined (one class, unequal lengths, a classifier of another shape); the message says what and where.</summary>
/// <param name="message">What is wrong and what is expected.</param>
public sealed class MeasureException(string message) : Exception(message);
