using System.IO.Enumeration;
using NCVerify.Conformance.Gate;

namespace NCVerify.Cli.Gating;

/// <summary>Which problems of a battery are asked.</summary>
internal static class GateSelection
{
    /// <summary>Problems whose id matches the glob; all without one.</summary>
    /// <exception cref="CliException">None matches.</exception>
    public static Func<GateProblem, bool> Of(Battery battery, string? glob)
    {
        if (glob is null)
        {
            return _ => true;
        }

        bool Matches(GateProblem p) => FileSystemName.MatchesSimpleExpression(glob, p.Id, ignoreCase: true);
        return battery.Problems.Any(Matches) ? Matches
            : throw new CliException($"--only {glob}: no problem of the battery matches.{Nearest.Suggestion(glob, battery.Problems.Select(p => p.Id))} 'ncverify gate --list' lists all.");
    }
}
