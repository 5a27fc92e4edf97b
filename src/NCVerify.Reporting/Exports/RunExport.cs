using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>The one model behind all exports: a run as a list of cases, with nothing green that the verdicts do not support.</summary>
public sealed class RunExport
{
    /// <summary>The suite of what concerns the run as a whole.</summary>
    public const string RunSuite = "run";

    /// <summary>Name of the evidence in a report's folder.</summary>
    public const string EvidenceFile = "evidence.jsonl";

    private RunExport(ReportModel report)
    {
        Report = report;
        RunHeader? header = report.Evidence.Header;
        Version = header?.Version ?? "0.0.0";
        Started = Time(header?.Started) ?? DateTimeOffset.UnixEpoch;
        DateTimeOffset? ended = Time(report.Evidence.Footer?.Ended);
        Ended = ended >= Started ? ended.Value : Started;
        double seconds = report.Evidence.Footer?.Seconds ?? report.Claims.Sum(c => c.Seconds);
        Seconds = double.IsFinite(seconds) && seconds >= 0 ? seconds : 0;
        Cases = Distinct([.. report.Claims.SelectMany(Of), .. WholeRun(report.Evidence)]);
    }

    /// <summary>The report's model.</summary>
    public ReportModel Report { get; }

    /// <summary>Version of NCVerify that made the run.</summary>
    public string Version { get; }

    /// <summary>When the run started (UTC).</summary>
    public DateTimeOffset Started { get; }

    /// <summary>When it ended (UTC); when it started, if it was cut off.</summary>
    public DateTimeOffset Ended { get; }

    /// <summary>Seconds it took; the sum over its tests if it was cut off.</summary>
    public double Seconds { get; }

    /// <summary>All cases, by claims in natural order of ids, each in order of running.</summary>
    public IReadOnlyList<ExportCase> Cases { get; }

    /// <summary>Cases that make the run fail.</summary>
    public IEnumerable<ExportCase> Failures => Cases.Where(c => c.Fails);

    /// <summary>Number of cases that ended so.</summary>
    public int Count(TestOutcome outcome) => Cases.Count(c => c.Outcome == outcome);

    /// <summary>The export model of some evidence.</summary>
    public static RunExport Of(Evidence evidence) => new(ReportModel.Of(evidence));

    /// <summary>The export model of a report.</summary>
    public static RunExport Of(ReportModel report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report);
    }

    // A consumer counts cases and knows nothing of verdicts: a claim without tests, and a verdict that no failing test explains, become cases of their own.
    private static IEnumerable<ExportCase> Of(ClaimSection claim)
    {
        ILookup<string, Observation> made = claim.AllObservations.ToLookup(o => o.Test, StringComparer.Ordinal);
        ExportCase[] tests = [.. claim.AllTests.Select(t => new ExportCase
        {
            Name = t.Test,
            Claim = claim.Id,
            Paper = claim.Record.Paper,
            Fixture = t.Fixture.Length > 0 ? t.Fixture : claim.Id,
            Outcome = t.Outcome,
            Message = MathText.ToPlain(t.Message),
            Seconds = double.IsFinite(t.Seconds) && t.Seconds > 0 ? t.Seconds : 0,
            Oracle = t.Oracle,
            Control = t.Control,
            Comparisons = made[t.Test].Count(),
            Source = t.Source,
            Line = t.Line,
        })];
        ExportCase verdict = new()
        {
            Name = $"{claim.Id}: verdict",
            Claim = claim.Id,
            Paper = claim.Record.Paper,
            Fixture = tests.Length > 0 ? tests[0].Fixture : claim.Id,
            Outcome = claim.Verdict.Verdict switch { Verdict.NotRun => TestOutcome.NotRun, Verdict.Inconclusive => TestOutcome.Inconclusive, _ => TestOutcome.Failed },
            Message = $"{claim.VerdictWords}: {string.Join(' ', claim.Verdict.Reasons.Select(MathText.ToPlain))}",
            Source = tests.Select(t => t.Source).FirstOrDefault(s => s.Length > 0, ""),
            Line = tests.Select(t => t.Line).FirstOrDefault(l => l > 0),
        };
        bool unexplained = claim.Verdict.Unexpected && !tests.Any(t => t.Fails);
        return unexplained || tests.Length == 0 ? [.. tests, verdict] : tests;
    }

    private static IEnumerable<ExportCase> WholeRun(Evidence evidence) => evidence.Complete
        ? []
        : [new() { Name = "run: complete", Claim = RunSuite, Paper = RunSuite, Fixture = RunSuite, Outcome = TestOutcome.Failed, Message = string.Join(' ', evidence.Warnings.DefaultIfEmpty("The run was cut off.")) }];

    // Evidence from elsewhere may have a test twice; identifiers derive from names.
    private static ExportCase[] Distinct(ExportCase[] cases)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        return [.. cases.Select(c => (seen[c.Name] = seen.GetValueOrDefault(c.Name) + 1) is > 1 and var n ? c with { Name = $"{c.Name} ({n.ToString(Exact.Culture)})" } : c)];
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, Exact.Culture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
