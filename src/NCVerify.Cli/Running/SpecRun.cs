using System.Diagnostics;
using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Cli.Running;

/// <summary>What a run of the specs came to.</summary>
/// <param name="Code">The exit code: all verified, something failed, or could not finish.</param>
/// <param name="Reason">Why it could not finish; empty otherwise.</param>
/// <param name="Evidence">The evidence of this run, or null when it left none.</param>
internal sealed record SpecOutcome(int Code, string Reason, Evidence? Evidence);

/// <summary>Runs specs/NCVerify.Specs by <c>dotnet test</c> and judges the run by the evidence it left.</summary>
/// <param name="Layout">The checkout.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Claims">Ids of the claims to run; null for all.</param>
internal sealed record SpecRun(RepositoryLayout Layout, string Tier, IReadOnlyList<string>? Claims)
{
    /// <summary>Starts a program: its output goes to the writer (ours when null); returns the exit code.</summary>
    public delegate Task<int> Launcher(ProcessStartInfo start, TextWriter? output, CancellationToken token);

    /// <summary>The command that is started.</summary>
    public ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Layout.Root };
        foreach (string argument in (string[])["test", "specs/NCVerify.Specs", "-c", "Release", "--nologo"])
        {
            start.ArgumentList.Add(argument);
        }

        if (Claims is not null)
        {
            // Every spec carries its claim's id as an NUnit category.
            start.ArgumentList.Add("--filter");
            start.ArgumentList.Add(string.Join('|', Claims.Select(id => "TestCategory=" + Escape(id))));
        }

        start.Environment["NCVERIFY_TIER"] = Tier;
        return start;
    }

    /// <summary>Runs and judges. <c>dotnet test</c> also fails when the build does: only fresh and complete evidence tells a claim that failed from a run that did not take place.</summary>
    public async Task<SpecOutcome> ExecuteAsync(Launcher launch, TextWriter? output, CancellationToken token)
    {
        DateTime before = LastWrite();
        int code;
        try
        {
            code = await launch(Command(), output, token);
        }
        catch (OperationCanceledException)
        {
            return new(ExitCode.Unfinished, "interrupted", LastWrite() > before ? EvidenceReader.Read(Layout.LatestEvidence) : null);
        }

        if (LastWrite() <= before)
        {
            return new(ExitCode.Unfinished, $"'dotnet test' ended with exit code {code.ToString(Numerics.Exact.Culture)} without new evidence at {Layout.LatestEvidence}; see its output above", null);
        }

        Evidence evidence = EvidenceReader.Read(Layout.LatestEvidence);
        if (!evidence.Complete)
        {
            return new(ExitCode.Unfinished, string.Join(" ", evidence.Warnings), evidence);
        }

        IReadOnlyList<ClaimVerdict> verdicts = ClaimVerdict.All(evidence);
        if (code == 0 && verdicts.All(v => v.Verdict == Verdict.NotRun))
        {
            return new(ExitCode.Unfinished, "no claim was run in this tier; see the evidence for the reasons", evidence);
        }

        bool allVerified = code == 0 && !verdicts.Any(v => v.Unexpected);
        return new(allVerified ? ExitCode.Done : ExitCode.Failed, "", evidence);
    }

    // The file may be rewritten within the resolution of a coarse clock; a missing file counts as infinitely old.
    private DateTime LastWrite() => File.Exists(Layout.LatestEvidence) ? File.GetLastWriteTimeUtc(Layout.LatestEvidence) : DateTime.MinValue;

    // The filter language reserves these characters.
    private static string Escape(string id) => string.Concat(id.Select(c => c is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~' ? $"\\{c}" : c.ToString()));
}
