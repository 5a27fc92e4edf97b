namespace NCVerify.Training;

/// <summary>Training gave a number that is not finite.</summary>
public sealed class DivergedException(string message) : Exception(message);
