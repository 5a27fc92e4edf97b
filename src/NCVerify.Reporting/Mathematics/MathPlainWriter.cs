namespace NCVerify.Reporting;

/// <summary>Writes a formula as one line of text: for screen readers, page titles, Markdown and search.</summary>
internal static class MathPlainWriter
{
    public static string Write(MathNode node) => string.Concat(MathRuns.Of(node).Select((run, i) => run.Text)).Trim();
}
