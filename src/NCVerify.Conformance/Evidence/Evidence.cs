namespace NCVerify.Conformance;

/// <summary>The evidence of one run, sorted by kind, each kind in the order in which it was written.</summary>
public sealed class Evidence
{
    private Evidence(IReadOnlyList<EvidenceRecord> records, bool complete, IReadOnlyList<string> warnings, string? path, bool compressed = false)
    {
        Compressed = compressed;
        Records = records;
        Header = records.OfType<RunHeader>().FirstOrDefault();
        Claims = [.. records.OfType<ClaimRecord>().DistinctBy(c => c.Claim, StringComparer.Ordinal)];
        Observations = [.. records.OfType<Observation>()];
        Tests = [.. records.OfType<TestRecord>()];
        Figures = [.. records.OfType<Figure>()];
        Footer = records.OfType<RunFooter>().FirstOrDefault();
        Complete = complete;
        Path = path;
        Warnings = [.. warnings, .. Inconsistencies()];
    }

    /// <summary>Every record, in the order in which it was written.</summary>
    public IReadOnlyList<EvidenceRecord> Records { get; }

    /// <summary>What was run, where and with what; null only for evidence kept in memory.</summary>
    public RunHeader? Header { get; }

    /// <summary>Claims, one record each.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; }

    /// <summary>Comparisons.</summary>
    public IReadOnlyList<Observation> Observations { get; }

    /// <summary>Tests that ended.</summary>
    public IReadOnlyList<TestRecord> Tests { get; }

    /// <summary>Figures.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>The last line, or null when the run was cut off.</summary>
    public RunFooter? Footer { get; }

    /// <summary>Whether everything that the run recorded is here; false when it was cut off.</summary>
    public bool Complete { get; }

    /// <summary>The file it was read from, or null.</summary>
    public string? Path { get; }

    /// <summary>Whether that file is compressed with gzip.</summary>
    public bool Compressed { get; }

    /// <summary>What is odd about the evidence, in words: cut off, records of unknown claims, names used twice.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Evidence kept in memory.</summary>
    public static Evidence Of(IEnumerable<EvidenceRecord> records, bool complete = true) => new([.. records], complete, [], path: null);

    internal static Evidence Read(string path, IReadOnlyList<EvidenceRecord> records, bool complete, IReadOnlyList<string> warnings, bool compressed) => new(records, complete, warnings, path, compressed);

    private IEnumerable<string> Inconsistencies()
    {
        HashSet<string> known = [.. Claims.Select(c => c.Claim)];
        foreach (string id in Observations.Select(o => o.Claim).Concat(Tests.Select(t => t.Claim)).Concat(Figures.Select(f => f.Claim)).Where(id => !known.Contains(id)).Distinct(StringComparer.Ordinal))
        {
            yield return $"There are records of claim {id}, but no record of the claim itself: they are in no verdict.";
        }

        foreach (var claim in Records.OfType<ClaimRecord>().GroupBy(c => c.Claim, StringComparer.Ordinal).Where(g => g.Select(EvidenceJson.Line).Distinct(StringComparer.Ordinal).Count() > 1))
        {
            yield return $"Claim {claim.Key} is stated in different words in one run; the first stands.";
        }

        foreach (var test in Tests.GroupBy(t => (t.Claim, t.Test)).Where(g => g.Skip(1).Any()))
        {
            yield return $"Test {test.Key.Test} of claim {test.Key.Claim} is recorded {test.Count()} times; its comparisons cannot be told apart.";
        }

        foreach (var figure in Figures.GroupBy(f => (f.Claim, f.Id)).Where(g => g.Skip(1).Any()))
        {
            yield return $"Figure {figure.Key.Id} of claim {figure.Key.Claim} is recorded {figure.Count()} times; the last stands.";
        }
    }
}
