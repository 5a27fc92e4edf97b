using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>One claim with everything the evidence says of it.</summary>
/// <param name="Record">The claim as stated when the run was made.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="AllTests">Its tests, controls included, in order of running.</param>
/// <param name="AllObservations">Its comparisons, those of controls included.</param>
/// <param name="Figures">Its figures.</param>
public sealed record ClaimSection(
    ClaimRecord Record,
    ClaimVerdict Verdict,
    IReadOnlyList<TestRecord> AllTests,
    IReadOnlyList<Observation> AllObservations,
    IReadOnlyList<Figure> Figures)
{
    private readonly Dictionary<string, string> _regimes = AllTests.GroupBy(t => t.Test, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Regime, StringComparer.Ordinal);

    /// <summary>Claim id.</summary>
    public string Id => Record.Claim;

    /// <summary>Line numbers of records in the evidence file, counted from 1.</summary>
    public IReadOnlyDictionary<EvidenceRecord, int> Lines { get; init; } = new Dictionary<EvidenceRecord, int>();

    /// <summary>Name of the evidence file in the report's folder.</summary>
    public string EvidenceFile { get; init; } = SitePaths.Evidence;

    /// <summary>How the claim stands.</summary>
    public Standing Standing => Standings.Of(Verdict);

    /// <summary>Tests, failures first, then inconclusive ones, then the rest in order of running.</summary>
    public IReadOnlyList<TestRecord> Tests { get; } = [.. AllTests.Where(t => !t.Control).OrderBy(t => Rank(t.Outcome))];

    /// <summary>Control tests.</summary>
    public IReadOnlyList<TestRecord> Controls { get; } = [.. AllTests.Where(t => t.Control)];

    /// <summary>Comparisons outside controls: those that say nothing first, then by error in units of the tolerance, the worst first.</summary>
    public IReadOnlyList<Observation> Comparisons { get; } = [.. AllObservations.Where(o => !o.Control).OrderByDescending(o => o.Speaks() ? o.Ratio() : double.MaxValue)];

    /// <summary>Comparisons of controls, the most decisive first.</summary>
    public IReadOnlyList<Observation> ControlComparisons { get; } = [.. AllObservations.Where(o => o.Control).OrderByDescending(o => o.Speaks() ? o.Ratio() : -1)];

    /// <summary>Certificates of all tests, the widest gap first.</summary>
    public IReadOnlyList<CertificateNote> Certificates { get; } = [.. AllTests.SelectMany(t => t.Certificates).OrderByDescending(c => double.IsNaN(c.RelativeGap) ? double.PositiveInfinity : c.RelativeGap)];

    /// <summary>Tests whose snapshot is new or differs.</summary>
    public IEnumerable<TestRecord> SnapshotDifferences => AllTests.Where(SnapshotDiffers);

    /// <summary>Tests with a snapshot.</summary>
    public int Snapshots => AllTests.Count(t => t.Snapshot.Length > 0);

    /// <summary>Fixtures that test the claim.</summary>
    public IEnumerable<string> Fixtures => AllTests.Select(t => t.Fixture).Distinct(StringComparer.Ordinal);

    /// <summary>Seconds that all tests took.</summary>
    public double Seconds => AllTests.Sum(t => t.Seconds);

    /// <summary>The standing's class in the style sheet and value in the filter.</summary>
    public string StandingClass => Standings.Class(Standing);

    /// <summary>Widest relative gap of the certificates; null without any.</summary>
    public double? WidestGap => Certificates.Count > 0 ? Certificates[0].RelativeGap : null;

    /// <summary>The verdict in words, saying where it is the expected one although it is no success, or not the expected one.</summary>
    public string VerdictWords => (Verdict.Verdict, Verdict.AsExpected) switch
    {
        (Claims.Verdict.Verified, true) or (Claims.Verdict.NotRun, _) => Words.Of(Verdict.Verdict),
        (_, true) => $"{Words.Of(Verdict.Verdict)}, as expected",
        _ => $"{Words.Of(Verdict.Verdict)}, not as expected",
    };

    /// <summary>The regime of a test in words, or its name when it did not end.</summary>
    public string RegimeOf(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        return _regimes.GetValueOrDefault(observation.Test, observation.Test);
    }

    /// <summary>The line of a record in the evidence file; empty when unknown.</summary>
    public string RecordOf(EvidenceRecord record) => Lines.TryGetValue(record, out int line) ? line.ToString(Exact.Culture) : "";

    /// <summary>The commands that run the claim's tests again. Evidence may come from anywhere, so only plain names enter a command line.</summary>
    public IEnumerable<string> Commands(string tier)
    {
        string prefix = tier is "network" or "full" or "gpu" ? $"NCVERIFY_TIER={tier} " : "";
        return Fixtures.Where(IsPlain).Select(f => $"{prefix}dotnet test specs/NCVerify.Specs -c Release --filter \"FullyQualifiedName~{f}\"");
    }

    /// <summary>Whether a name is safe in a command line: letters, digits, underscores and dots.</summary>
    public static bool IsPlain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
    }

    /// <summary>Whether a test did not pass although it was run, or its snapshot is new or differs.</summary>
    public static bool IsToLookAt(TestRecord test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test.Outcome is TestOutcome.Failed or TestOutcome.Inconclusive || SnapshotDiffers(test);
    }

    private static bool SnapshotDiffers(TestRecord test) => test.Snapshot.Length > 0 && !string.Equals(test.Snapshot, "equal", StringComparison.Ordinal);

    private static int Rank(TestOutcome outcome) => outcome switch { TestOutcome.Failed => 0, TestOutcome.Inconclusive => 1, TestOutcome.Passed => 2, _ => 3 };
}
