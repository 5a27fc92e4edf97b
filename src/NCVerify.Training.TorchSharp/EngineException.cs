namespace NCVerify.Training;

/// <summary>
/// An engine cannot do its work on this machine: it is not built in, does not load, or lacks a device or memory. The message
/// says what is wrong, why, and what to do.
/// </summary>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
