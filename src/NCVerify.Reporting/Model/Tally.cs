using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Counts of verdicts. A claim that was not run counts as nothing else.</summary>
public sealed record Tally
{
    private readonly Dictionary<Verdict, (int Total, int Expected)> _counts = [];
    private readonly Dictionary<Standing, int> _standings = [];

    private Tally()
    {
    }

    /// <summary>Claims in all.</summary>
    public int Total { get; private init; }

    /// <summary>Claims that were run and came out otherwise than expected.</summary>
    public int Unexpected { get; private init; }

    /// <summary>Claims that were run.</summary>
    public int Run => Total - Count(Verdict.NotRun);

    /// <summary>Claims with that verdict.</summary>
    public int Count(Verdict verdict) => _counts.GetValueOrDefault(verdict).Total;

    /// <summary>Claims with that verdict of which it was expected.</summary>
    public int AsExpected(Verdict verdict) => _counts.GetValueOrDefault(verdict).Expected;

    /// <summary>Claims that stand so.</summary>
    public int Count(Standing standing) => _standings.GetValueOrDefault(standing);

    /// <summary>The counts of some verdicts.</summary>
    public static Tally Of(IEnumerable<ClaimVerdict> verdicts)
    {
        ClaimVerdict[] all = [.. verdicts];
        Tally tally = new() { Total = all.Length, Unexpected = all.Count(v => v.Unexpected) };
        foreach (var group in all.GroupBy(v => v.Verdict))
        {
            tally._counts[group.Key] = (group.Count(), group.Count(v => v.AsExpected));
        }

        foreach (ClaimVerdict verdict in all)
        {
            tally._standings[Standings.Of(verdict)] = tally.Count(Standings.Of(verdict)) + 1;
        }

        return tally;
    }
}
