using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>What the report shows, derived from evidence alone.</summary>
public sealed class ReportModel
{
    private ReportModel(Evidence evidence, string evidenceFile, IReadOnlyList<ClaimSection> claims)
    {
        EvidenceFile = evidenceFile;
        Evidence = evidence;
        Claims = claims;
        Papers = [.. claims.GroupBy(c => c.Record.PaperKey, StringComparer.Ordinal)
            .Select(g => new PaperSection(g.Key, g.First().Record.Paper, g.First().Record.Citation, g.First().Record.Identifier, [.. g]))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];
        Tally = Tally.Of(claims.Select(c => c.Verdict));
    }

    /// <summary>The evidence.</summary>
    public Evidence Evidence { get; }

    /// <summary>Name of the evidence file in the report's folder: compressed if it came so, or if that is asked for.</summary>
    public string EvidenceFile { get; }

    /// <summary>All claims, in natural order of ids.</summary>
    public IReadOnlyList<ClaimSection> Claims { get; }

    /// <summary>Papers in order of their short names, each with its claims.</summary>
    public IReadOnlyList<PaperSection> Papers { get; }

    /// <summary>Counts of verdicts.</summary>
    public Tally Tally { get; }

    /// <summary>Claims that came out otherwise than expected: refuted first, then inconclusive, then verified ones.</summary>
    public IEnumerable<ClaimSection> Unexpected => Claims.Where(c => c.Verdict.Unexpected).OrderBy(c => c.Verdict.Verdict switch { Verdict.Refuted => 0, Verdict.Inconclusive => 1, _ => 2 });

    /// <summary>Claims as expected or not run that still have a test to look at: one that did not pass, or whose snapshot differs.</summary>
    public IEnumerable<ClaimSection> ToLookAt => Claims.Where(c => !c.Verdict.Unexpected && c.AllTests.Any(ClaimSection.IsToLookAt));

    /// <summary>Claims that correct or extend the literature.</summary>
    public IEnumerable<ClaimSection> Findings => Claims.Where(c => c.Record.Finding.Length > 0 || c.Record.Provenance is Provenance.Corrected or Provenance.New);

    /// <summary>The model of some evidence.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="compress">Whether the report's evidence file is to be compressed.</param>
    public static ReportModel Of(Evidence evidence, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        string file = compress || evidence.Compressed ? SitePaths.CompressedEvidence : SitePaths.Evidence;
        var records = evidence.Claims.ToDictionary(c => c.Claim, StringComparer.Ordinal);
        var tests = evidence.Tests.ToLookup(t => t.Claim, StringComparer.Ordinal);
        var observations = evidence.Observations.ToLookup(o => o.Claim, StringComparer.Ordinal);
        var figures = evidence.Figures.ToLookup(f => f.Claim, StringComparer.Ordinal);

        // By reference: two records may be equal, and each has a line of its own.
        Dictionary<EvidenceRecord, int> lines = new(ReferenceEqualityComparer.Instance);
        foreach ((int index, EvidenceRecord record) in evidence.Records.Index())
        {
            lines.TryAdd(record, index + 1);
        }
        return new(evidence, file, [.. ClaimVerdict.All(evidence).Select(v => new ClaimSection(
            records[v.Claim],
            v,
            [.. tests[v.Claim]],
            [.. observations[v.Claim]],
            [.. figures[v.Claim].GroupBy(f => f.Id, StringComparer.Ordinal).Select(g => g.Last())])
        {
            Lines = lines,
            EvidenceFile = file,
        })]);
    }
}

/// <summary>A paper with its claims.</summary>
public sealed record PaperSection(string Key, string Name, string Citation, string Identifier, IReadOnlyList<ClaimSection> Claims);
