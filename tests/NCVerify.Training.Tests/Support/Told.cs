namespace NCVerify.Training.Tests;

/// <summary>Progress that calls at once, on the thread that reports.</summary>
internal sealed class Told(Action<SessionProgress> told) : IProgress<SessionProgress>
{
    public void Report(SessionProgress value) => told(value);
}
