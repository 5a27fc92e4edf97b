namespace NCVerify.Training;

/// <summary>What makes two sessions the same run: whoever resumes must agree in all of it.</summary>
/// <param name="Experiment">The experiment as text.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Data">SHA-256 of the data.</param>
/// <param name="Seed">Seed of the run.</param>
internal sealed record SessionIdentity(string Experiment, string Engine, string Data, ulong Seed)
{
    /// <summary>Of a session.</summary>
    public static SessionIdentity Of(Experiment experiment, ITrainingEngine engine, TrainingData data, ulong seed) =>
        new(ExperimentFile.Write(experiment), engine.Name, data.Digest, seed);

    /// <summary>In what this one differs, in words; null when in nothing.</summary>
    public string? Differs(SessionIdentity other) =>
        !string.Equals(Engine, other.Engine, StringComparison.Ordinal) ? $"its engine is {Engine}, this run's is {other.Engine}"
        : Seed != other.Seed ? FormattableString.Invariant($"its seed is {Seed}, this run's is {other.Seed}")
        : !string.Equals(Experiment, other.Experiment, StringComparison.Ordinal) ? "its experiment is another one" + FirstDifference(Experiment, other.Experiment)
        : !string.Equals(Data, other.Data, StringComparison.Ordinal) ? $"its data have digest {Data}, this run's {other.Data}"
        : null;

    private static string FirstDifference(string a, string b)
    {
        string[] x = a.Split('\n'), y = b.Split('\n');
        int i = Enumerable.Range(0, Math.Min(x.Length, y.Length)).FirstOrDefault(j => !string.Equals(x[j], y[j], StringComparison.Ordinal), -1);
        return i < 0 ? "" : $" ({x[i].Trim().TrimEnd(',')} there, {y[i].Trim().TrimEnd(',')} here)";
    }
}
