namespace NCVerify.Training;

/// <summary>Everything that a session goes on from: the state of the run after a whole epoch, and the records so far.</summary>
/// <param name="Epoch">Epochs trained.</param>
/// <param name="Seconds">Seconds of work so far.</param>
/// <param name="TerminalPhase">First epoch with zero training error, if there was one.</param>
/// <param name="Objective">Mean objective of the last epoch; null before one.</param>
/// <param name="Records">Records so far.</param>
/// <param name="Arrays">The engine's state.</param>
internal sealed record SessionState(int Epoch, double Seconds, int? TerminalPhase, double? Objective, IReadOnlyList<EpochRecord> Records, IReadOnlyList<NamedArray> Arrays);
