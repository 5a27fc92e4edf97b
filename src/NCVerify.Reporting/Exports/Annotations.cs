using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Failures as annotations of GitHub Actions, at file and line of the spec.</summary>
public static class Annotations
{
    /// <summary>The lines to print; none when nothing failed.</summary>
    public static IReadOnlyList<string> Of(RunExport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return WorkflowCommand.Bounded([.. run.Failures.Select(c => WorkflowCommand.Error(c.Source, c.Line, $"{c.Claim}: {c.Name}", c.Message))], "failures", "summary.md and the report list them");
    }
}
