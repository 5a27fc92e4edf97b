using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>One line of a machine's test result: a test of a claim, or what must be said although no test said it.</summary>
public sealed record ExportCase
{
    /// <summary>Full name, unique in its run.</summary>
    public required string Name { get; init; }

    /// <summary>Claim id, or <see cref="RunExport.RunSuite"/> for what concerns the run as a whole.</summary>
    public required string Claim { get; init; }

    /// <summary>Short name of the claim's paper.</summary>
    public required string Paper { get; init; }

    /// <summary>Fixture (class) that holds the test; the claim's id where there is no test.</summary>
    public required string Fixture { get; init; }

    /// <summary>How it ended. Inconclusive is a failure, in every format; not run is never a success.</summary>
    public required TestOutcome Outcome { get; init; }

    /// <summary>What went wrong, or why it was not run, as plain text; empty when passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Seconds it took.</summary>
    public double Seconds { get; init; }

    /// <summary>The oracle; null where there is no test.</summary>
    public OracleKind? Oracle { get; init; }

    /// <summary>Whether it is a control.</summary>
    public bool Control { get; init; }

    /// <summary>Comparisons that it made.</summary>
    public int Comparisons { get; init; }

    /// <summary>The spec's source file from the repository's root on, or empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Line in it, or 0.</summary>
    public int Line { get; init; }

    /// <summary>Whether it makes the run fail: failed or inconclusive.</summary>
    public bool Fails => Outcome is TestOutcome.Failed or TestOutcome.Inconclusive;
}
