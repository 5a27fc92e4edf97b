using NCVerify.Claims;

namespace NCVerify.Conformance;

/// <summary>One line of an evidence file. Everything else (report, exports, snapshots) is derived from these lines.</summary>
public abstract record EvidenceRecord;

/// <summary>First line: what was run, where and with what.</summary>
public sealed record RunHeader : EvidenceRecord
{
    /// <summary>Version of the evidence schema.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Version of NCVerify.</summary>
    public required string Version { get; init; }

    /// <summary>When the run started (UTC, ISO 8601), or SOURCE_DATE_EPOCH.</summary>
    public required string Started { get; init; }

    /// <summary>Tier: default, network, full or gpu.</summary>
    public required string Tier { get; init; }

    /// <summary>Commit hash, or empty outside a repository.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Whether the work tree differed from the commit.</summary>
    public bool Dirty { get; init; }

    /// <summary>Runtime, for instance ".NET 10.0.12".</summary>
    public string Runtime { get; init; } = "";

    /// <summary>Operating system.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>Processor model.</summary>
    public string Processor { get; init; } = "";

    /// <summary>Logical processors.</summary>
    public int Threads { get; init; }

    /// <summary>Widest SIMD used, for instance "AVX-512 (512 bit)".</summary>
    public string Simd { get; init; } = "";

    /// <summary>SHA-256 over the repository's package lock files, or empty.</summary>
    public string LockDigest { get; init; } = "";

    /// <summary>Engines and data found, name and description.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A claim as the catalogue stated it when the run was made.</summary>
public sealed record ClaimRecord : EvidenceRecord
{
    /// <summary>Claim id.</summary>
    public required string Claim { get; init; }

    /// <summary>One line in words.</summary>
    public required string Title { get; init; }

    /// <summary>Paper key.</summary>
    public required string PaperKey { get; init; }

    /// <summary>Short name of the paper.</summary>
    public required string Paper { get; init; }

    /// <summary>Full citation.</summary>
    public required string Citation { get; init; }

    /// <summary>DOI or arXiv id, or empty.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>Theorem or attribution.</summary>
    public string Place { get; init; } = "";

    /// <summary>Relation to the literature.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Statement with $...$ mathematics.</summary>
    public required string Statement { get; init; }

    /// <summary>Assumptions.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>The control in words.</summary>
    public required string Control { get; init; }

    /// <summary>Oracles listed.</summary>
    public required IReadOnlyList<OracleKind> Oracles { get; init; }

    /// <summary>The verdict the evidence must give.</summary>
    public required Verdict ExpectedVerdict { get; init; }

    /// <summary>What differs from the literature, or empty.</summary>
    public string Finding { get; init; } = "";

    /// <summary>The record of a catalogue entry.</summary>
    public static ClaimRecord Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new()
        {
            Claim = claim.Id,
            Title = claim.Title,
            PaperKey = claim.Source.Paper.Key,
            Paper = claim.Source.Paper.ShortName,
            Citation = claim.Source.Paper.Citation,
            Identifier = claim.Source.Paper.Identifier,
            Place = claim.Source.Place,
            Provenance = claim.Provenance,
            Statement = claim.Statement,
            Assumptions = claim.Assumptions,
            Control = claim.Control,
            Oracles = claim.Oracles,
            ExpectedVerdict = claim.ExpectedVerdict,
            Finding = claim.Finding,
        };
    }
}

/// <summary>How measured and expected were compared.</summary>
public enum Comparison
{
    /// <summary>Equal within the tolerance (largest entry of the difference for vectors and matrices).</summary>
    Equal,

    /// <summary>At most the expected value plus the tolerance.</summary>
    AtMost,

    /// <summary>At least the expected value minus the tolerance.</summary>
    AtLeast,
}

/// <summary>One measured-against-expected comparison.</summary>
public sealed record Observation : EvidenceRecord
{
    /// <summary>Claim id.</summary>
    public required string Claim { get; init; }

    /// <summary>Full name of the test, parameters included: joins to <see cref="TestRecord.Test"/>.</summary>
    public required string Test { get; init; }

    /// <summary>Name of the quantity, in the field's words; may contain $...$.</summary>
    public required string Quantity { get; init; }

    /// <summary>Measured value.</summary>
    public required Quantity Measured { get; init; }

    /// <summary>Expected value or bound.</summary>
    public required Quantity Expected { get; init; }

    /// <summary>How they were compared.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>Largest deviation from what is expected, in the units of the quantity; NaN when it cannot be computed.</summary>
    public required double Error { get; init; }

    /// <summary>Largest error that still holds.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Why this tolerance.</summary>
    public required string Reason { get; init; }

    /// <summary>The oracle that measured.</summary>
    public required OracleKind Oracle { get; init; }

    /// <summary>Whether this belongs to a control, where the check must fail.</summary>
    public bool Control { get; init; }

    /// <summary>Whether the comparison holds. A NaN never holds.</summary>
    public bool Holds => Error <= Tolerance;

    /// <summary>Whether it fails decisively: the error is a number and at least ten times the tolerance.</summary>
    public bool FailsDecisively => double.IsFinite(Error) && Error > 10 * Tolerance;

    /// <summary>Random seed, where one was used.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Seconds from the start of the test to this comparison.</summary>
    public double Seconds { get; init; }
}

/// <summary>How a test ended.</summary>
public enum TestOutcome
{
    /// <summary>What the claim expects was found.</summary>
    Passed,

    /// <summary>A comparison came out against the claim's expected verdict, a control did not bite, or a snapshot differs.</summary>
    Failed,

    /// <summary>An oracle did not deliver (not converged, certificate above tolerance, exception).</summary>
    Inconclusive,

    /// <summary>Not run, with a reason.</summary>
    NotRun,
}

/// <summary>One test: one claim in one regime by one oracle.</summary>
public sealed record TestRecord : EvidenceRecord
{
    /// <summary>Claim id.</summary>
    public required string Claim { get; init; }

    /// <summary>Full name, parameters included.</summary>
    public required string Test { get; init; }

    /// <summary>Fixture (class) name.</summary>
    public required string Fixture { get; init; }

    /// <summary>The regime in words, from the test's name and parameters.</summary>
    public required string Regime { get; init; }

    /// <summary>The oracle.</summary>
    public required OracleKind Oracle { get; init; }

    /// <summary>Whether it is a control.</summary>
    public bool Control { get; init; }

    /// <summary>How it ended.</summary>
    public required TestOutcome Outcome { get; init; }

    /// <summary>What went wrong, or why it was not run; empty when passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Snapshot comparison: "equal", "new", "not equal: ...", or empty when the test has none.</summary>
    public string Snapshot { get; init; } = "";

    /// <summary>Certificates used: name, objective, lower bound and relative gap of each certified solution, one text each.</summary>
    public IReadOnlyList<CertificateNote> Certificates { get; init; } = [];

    /// <summary>Seconds it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The spec's source file, relative to the repository's root, with forward slashes; empty when it is not known.</summary>
    public string Source { get; init; } = "";

    /// <summary>Line of the test in <see cref="Source"/>, counted from 1; 0 when it is not known.</summary>
    public int Line { get; init; }
}

/// <summary>A certified solution that a test relied on.</summary>
/// <param name="Problem">The problem, in words.</param>
/// <param name="Solver">Name of the solver.</param>
/// <param name="Certificate">Name of the certificate.</param>
/// <param name="Objective">Objective.</param>
/// <param name="LowerBound">Rigorous lower bound.</param>
/// <param name="RelativeGap">Relative gap.</param>
public sealed record CertificateNote(string Problem, string Solver, string Certificate, double Objective, double LowerBound, double RelativeGap);

/// <summary>Last line; without it the run was cut off.</summary>
public sealed record RunFooter : EvidenceRecord
{
    /// <summary>When the run ended (UTC, ISO 8601).</summary>
    public required string Ended { get; init; }

    /// <summary>Seconds it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Number of lines before this one, so that a truncated file is noticed.</summary>
    public required int Records { get; init; }
}
