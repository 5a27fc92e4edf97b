using NCVerify.Conformance;
using NCVerify.Conformance.Gate;
using NCVerify.Reporting;

namespace NCVerify.Cli.Gating;

/// <summary>One trial of a program, with the files that it leaves.</summary>
/// <param name="command">Program and arguments.</param>
/// <param name="source">The solver's source, or null to look for it among the arguments.</param>
/// <param name="directory">Directory for files, or null for none.</param>
/// <param name="baseline">Baseline to compare with, or null.</param>
/// <param name="newBaseline">Baseline to write, or null.</param>
internal sealed class GateTrial(IReadOnlyList<string> command, string? source, string? directory, string? baseline, string? newBaseline)
{
    // Interpreters import much before their first line.
    private const double ShortestHandshake = 30;

    /// <summary>Where the files go; null for nowhere.</summary>
    public string? Directory => directory;

    /// <summary>The solver's source, relative to the working directory, with forward slashes.</summary>
    public string Source { get; } = Relative(source ?? command.Skip(1).FirstOrDefault(File.Exists) ?? command[0]);

    /// <summary>Runs the battery. Files are complete even when the run is interrupted.</summary>
    public async Task<GateReport> RunAsync(GateOptions options, Action<ProblemResult> progress, CancellationToken token)
    {
        GateBaseline? approved = baseline is null ? null : GateBaseline.Parse(InputFile.ReadText(baseline), baseline);
        await using var solver = new ForeignSolver(command) { Handshake = TimeSpan.FromSeconds(Math.Max(ShortestHandshake, options.Limit.TotalSeconds)) };
        using var evidence = new EvidenceOnceStarted(directory);
        GateReport report = await GateRun.RunAsync(solver, options, evidence.Start, r =>
        {
            evidence.File?.Add(r);
            progress(r);
        }, token);
        if (approved is not null)
        {
            report = report with { AgainstBaseline = true, Regressions = approved.Compare(report) };
        }

        evidence.File?.End(report);
        if (directory is not null)
        {
            GateReportWriter.Write(report, directory, Source);
        }

        if (newBaseline is not null && !report.Interrupted)
        {
            AtomicFile.WriteText(newBaseline, GateBaseline.Of(report).Text());
        }

        return report;
    }

    private static string Relative(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(path));
        return (File.Exists(path) && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : Path.GetFileName(path)).Replace('\\', '/');
    }

    // A program that cannot be started leaves no file.
    private sealed class EvidenceOnceStarted(string? directory) : IDisposable
    {
        public GateEvidenceFile? File { get; private set; }

        public void Start(GateReport report)
        {
            File = directory is null ? null : new GateEvidenceFile(Path.Combine(directory, GateFiles.Evidence));
            File?.Start(report);
        }

        public void Dispose() => File?.Dispose();
    }
}
