namespace NCVerify.Training;

/// <summary>How a session keeps what it has.</summary>
public sealed record SessionOptions
{
    /// <summary>File of the checkpoint, replaced whenever a newer one is complete; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Goes on from the checkpoint when there is one; otherwise one that is there is replaced.</summary>
    public bool Resume { get; init; }

    /// <summary>Seconds between checkpoints.</summary>
    public double CheckpointSeconds { get; init; } = 30;

    /// <summary>Epochs between checkpoints; 0 for no rule by epochs.</summary>
    public int CheckpointEpochs { get; init; }
}

/// <summary>How far a session is.</summary>
/// <param name="Epoch">Epochs that are complete.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Fraction">Share of the running epoch that is done.</param>
/// <param name="Objective">Mean objective of the last complete epoch; null before one.</param>
/// <param name="Elapsed">Seconds of work so far, time before a resume included.</param>
/// <param name="Remaining">Estimate of the seconds left, from this session's own speed; null before there is one.</param>
/// <param name="Record">The record that was just made; null in between.</param>
public sealed record SessionProgress(int Epoch, int Epochs, double Fraction, double? Objective, double Elapsed, double? Remaining, EpochRecord? Record);
