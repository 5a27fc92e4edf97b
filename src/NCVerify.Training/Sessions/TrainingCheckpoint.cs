namespace NCVerify.Training;

/// <summary>What a checkpoint says of itself.</summary>
public static class TrainingCheckpoint
{
    /// <summary>Epochs trained and epochs in all; null when there is no file, or none that can be read.</summary>
    public static (int Epoch, int Epochs)? Peek(string path)
    {
        try
        {
            return File.Exists(path) ? CheckpointFile.Place(path) : null;
        }
        catch (ExperimentException)
        {
            return null;
        }
    }
}
