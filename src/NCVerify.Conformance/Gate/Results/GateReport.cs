using System.Text.Json.Serialization;

namespace NCVerify.Conformance.Gate;

/// <summary>What became of a solver at the gate.</summary>
public sealed record GateReport
{
    /// <summary>Version of the format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>When it started (UTC, ISO 8601).</summary>
    public required string Started { get; init; }

    /// <summary>Who was tried; an empty name when there was no handshake.</summary>
    public SolverHello Solver { get; init; } = new("", "", []);

    /// <summary>The battery in words.</summary>
    public required string Battery { get; init; }

    /// <summary>Version of the battery's recipes.</summary>
    public int BatteryVersion { get; init; } = Gate.Battery.Version;

    /// <summary>The battery's seed.</summary>
    public required ulong BatterySeed { get; init; }

    /// <summary>The class of gaps that a solution had to reach.</summary>
    public required ToleranceClass Required { get; init; }

    /// <summary>Seconds of the reference workload, the unit of all time ratios.</summary>
    public required double ReferenceSeconds { get; init; }

    /// <summary>What was wrong with the session as a whole: no handshake, processes left behind; empty when nothing was.</summary>
    public string Session { get; init; } = "";

    /// <summary>Whether the run was cut off.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The results, in the order of the battery.</summary>
    public IReadOnlyList<ProblemResult> Problems { get; init; } = [];

    /// <summary>Problems that became worse than an approved baseline; empty without one.</summary>
    public IReadOnlyList<Regression> Regressions { get; init; } = [];

    /// <summary>Whether a baseline decides instead of the verdicts.</summary>
    public bool AgainstBaseline { get; init; }

    /// <summary>
    /// Whether the solver may pass. Without baseline: at least one problem was judged, none failed, and the session was
    /// clean. With a baseline: nothing is worse than approved, and the session was clean.
    /// </summary>
    [JsonIgnore]
    public bool Passed => !Interrupted && Session.Length == 0 && Count(GateVerdict.Passed) + Count(GateVerdict.Failed) > 0
        && (AgainstBaseline ? Regressions.Count == 0 : Count(GateVerdict.Failed) == 0);

    /// <summary>Points reached of the points possible on problems that were judged, in per cent; NaN when none was.</summary>
    [JsonIgnore]
    public double Score => ScoreOf(Problems);

    /// <summary>Number of problems with the verdict.</summary>
    public int Count(GateVerdict verdict) => Problems.Count(p => p.Verdict == verdict);

    /// <summary>The score of some problems: each gives 3 points for an exact solution, 2 for a tight and 1 for a loose one, none where it failed for another reason than its gap.</summary>
    public static double ScoreOf(IEnumerable<ProblemResult> problems)
    {
        ProblemResult[] judged = [.. problems.Where(p => p.Verdict != GateVerdict.Inapplicable)];
        return judged.Length == 0 ? double.NaN : Math.Round(100.0 * judged.Sum(p => p.Failure is FailureKind.None or FailureKind.Gap ? p.Class.Points() : 0) / (3 * judged.Length), 1);
    }

    /// <summary>The verdict per claim: failed when a problem that bears on it failed, passed when one passed, else inapplicable.</summary>
    public IReadOnlyList<(string Claim, GateVerdict Verdict)> ByClaim() =>
    [
        .. Problems.SelectMany(p => p.Claims.Select(c => (Claim: c, p.Verdict))).GroupBy(x => x.Claim, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Any(x => x.Verdict == GateVerdict.Failed) ? GateVerdict.Failed : g.Any(x => x.Verdict == GateVerdict.Passed) ? GateVerdict.Passed : GateVerdict.Inapplicable)),
    ];
}
