namespace NCVerify.Conformance.Gate;

/// <summary>What went wrong at the gate as annotations of GitHub Actions, at the solver's source.</summary>
public static class GateAnnotations
{
    /// <summary>The lines to print; none when the solver passed.</summary>
    /// <param name="report">The report.</param>
    /// <param name="source">Path of the solver's source relative to the repository's root.</param>
    /// <param name="line">Line in it.</param>
    public static IReadOnlyList<string> Of(GateReport report, string source, int line = 1)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<(string Title, string Message)> wrong =
        [
            .. report.Session.Length > 0 ? [("session", report.Session)] : Array.Empty<(string, string)>(),
            .. report.Regressions.Select(r => ($"{r.Id}: worse than approved", r.Reason)),
            .. report.AgainstBaseline ? [] : report.Problems.Where(p => p.Verdict == GateVerdict.Failed).Select(p => ($"{p.Id}: {GateWords.Of(p.Failure)}", p.Message)),
        ];
        return WorkflowCommand.Bounded([.. wrong.Select(w => WorkflowCommand.Error(source, line, w.Title, w.Message))], "problems failed", "gate.md and gate.html list them");
    }
}
