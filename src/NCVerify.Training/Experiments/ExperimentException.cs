namespace NCVerify.Training;

/// <summary>An experiment file or its data cannot be used; the message says what, where and what to do.</summary>
public sealed class ExperimentException(string message, Exception? inner = null) : Exception(message, inner);
