using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>
/// Annotations as GitHub Actions reads them from a step's standard output: one line each, which puts a message beside a line
/// of the changed source.
/// </summary>
public static class WorkflowCommand
{
    // GitHub shows ten annotations of a kind per step.
    private const int Most = 10;

    /// <summary>Whether this process is a step of GitHub Actions.</summary>
    public static bool Wanted => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>One error at a place of the source; without file it stands with the run.</summary>
    /// <param name="file">Path relative to the repository's root, or empty.</param>
    /// <param name="line">Line from 1 on; anything below counts as 1.</param>
    /// <param name="title">Short title.</param>
    /// <param name="message">The message; may have several lines.</param>
    public static string Error(string file, int line, string title, string message)
    {
        ArgumentNullException.ThrowIfNull(file);
        string place = file.Length == 0 ? "" : $"file={Property(file)},line={Math.Max(line, 1).ToString(Exact.Culture)},";
        return $"::error {place}title={Property(title)}::{Data(message)}";
    }

    /// <summary>As many as GitHub shows; if there are more, the last one says how many and where to look.</summary>
    /// <param name="errors">Lines of <see cref="Error"/>.</param>
    /// <param name="noun">What there are more of, in the plural.</param>
    /// <param name="elsewhere">Where all are listed, for instance "the job summary lists them".</param>
    public static IReadOnlyList<string> Bounded(IReadOnlyList<string> errors, string noun, string elsewhere)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count <= Most ? errors
            : [.. errors.Take(Most - 1), Error("", 0, "more", $"{(errors.Count - Most + 1).ToString(Exact.Culture)} more {noun}; {elsewhere}.")];
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
