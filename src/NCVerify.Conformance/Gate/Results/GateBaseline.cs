using System.Text.Json;

namespace NCVerify.Conformance.Gate;

/// <summary>A problem that became worse.</summary>
/// <param name="Id">Id of the problem.</param>
/// <param name="Reason">What is worse, in words.</param>
public sealed record Regression(string Id, string Reason);

/// <summary>What was approved of one problem.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Class">The tolerance class reached.</param>
/// <param name="TimeRatio">Time in units of the reference workload.</param>
public sealed record BaselineEntry(GateVerdict Verdict, ToleranceClass Class, double TimeRatio);

/// <summary>An approved run that later runs must not fall behind.</summary>
public sealed record GateBaseline
{
    /// <summary>Version of the format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Name of the solver, for people.</summary>
    public required string Solver { get; init; }

    /// <summary>Version of the battery's recipes.</summary>
    public required int BatteryVersion { get; init; }

    /// <summary>The battery's seed.</summary>
    public required ulong BatterySeed { get; init; }

    /// <summary>How many times the approved time a problem may take. Shared machines are easily twice as slow for a moment.</summary>
    public double TimeFactor { get; init; } = 3;

    /// <summary>Seconds below which times are noise (process start, first call) and are not compared.</summary>
    public double TimeFloor { get; init; } = 0.5;

    /// <summary>What was approved, by id of the problem.</summary>
    public required IReadOnlyDictionary<string, BaselineEntry> Problems { get; init; }

    /// <summary>The baseline that a run makes.</summary>
    public static GateBaseline Of(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            Solver = report.Solver.Name,
            BatteryVersion = report.BatteryVersion,
            BatterySeed = report.BatterySeed,
            Problems = new SortedDictionary<string, BaselineEntry>(report.Problems.ToDictionary(p => p.Id, p => new BaselineEntry(p.Verdict, p.Class, p.TimeRatio), StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    /// <summary>Reads a baseline file.</summary>
    /// <exception cref="EvidenceException">It is not one.</exception>
    public static GateBaseline Parse(string json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<GateBaseline>(json, EvidenceJson.Options) is { Schema: 1 } baseline ? baseline
                : throw new EvidenceException($"{name}: schema: expected 1, the version of baselines that this program reads.");
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"{name}: not a baseline of the gate (docs/schemas/gate-baseline.schema.json): {e.Message}", e);
        }
    }

    /// <summary>The file's text.</summary>
    public string Text() => JsonSerializer.Serialize(this, EvidenceJson.Indented) + "\n";

    /// <summary>Everything in which a run is worse than approved.</summary>
    /// <exception cref="EvidenceException">The baseline is of another battery.</exception>
    public IReadOnlyList<Regression> Compare(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.BatteryVersion != BatteryVersion || report.BatterySeed != BatterySeed)
        {
            throw new EvidenceException(FormattableString.Invariant($"the baseline is of battery {BatteryVersion} with seed {BatterySeed}, this run of battery {report.BatteryVersion} with seed {report.BatterySeed}; make a new baseline with --write-baseline."));
        }

        return [.. report.Problems.Select(p => (p.Id, Reason: Worse(p, report.ReferenceSeconds))).Where(x => x.Reason is not null).Select(x => new Regression(x.Id, x.Reason!))];
    }

    // A problem that the baseline does not have has no approval yet and must simply pass.
    private string? Worse(ProblemResult now, double unit)
    {
        if (!Problems.TryGetValue(now.Id, out BaselineEntry? before))
        {
            return now.Verdict == GateVerdict.Failed ? $"fails and is not in the baseline: {now.Message}" : null;
        }

        if (now.Verdict != GateVerdict.Passed && before.Verdict == GateVerdict.Passed)
        {
            return $"was passed, is {GateWords.Of(now.Verdict)}: {now.Message}";
        }

        if (now.Verdict == GateVerdict.Failed && before.Verdict == GateVerdict.Inapplicable)
        {
            return $"was inapplicable, is failed: {now.Message}";
        }

        if (now.Class < before.Class)
        {
            return $"reached {GateWords.Of(before.Class)} gaps, now {GateWords.Of(now.Class)} ones";
        }

        return now.TimeRatio > TimeFactor * before.TimeRatio && now.TimeRatio * unit > TimeFloor
            ? $"takes {Numerics.Exact.Format(now.TimeRatio, 3)} times the reference workload, approved were {Numerics.Exact.Format(before.TimeRatio, 3)}"
            : null;
    }
}
