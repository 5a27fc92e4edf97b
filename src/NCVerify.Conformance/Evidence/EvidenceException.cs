namespace NCVerify.Conformance;

/// <summary>An evidence file cannot be read, or a record cannot be written; the message says where and what is expected.</summary>
public sealed class EvidenceException(string message, Exception? cause = null) : Exception(message, cause);
