using System.ComponentModel;
using System.Diagnostics;

namespace NCVerify.Conformance;

/// <summary>The commit of a checkout, asked of git where it is installed.</summary>
internal static class GitState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Commit hash and whether the work tree differs from it; an empty hash without git or outside a repository.</summary>
    public static (string Commit, bool Dirty) Of(string root)
    {
        string? commit = Ask(root, "rev-parse", "HEAD")?.Trim();
        return string.IsNullOrEmpty(commit) ? ("", false) : (commit, !string.IsNullOrWhiteSpace(Ask(root, "status", "--porcelain")));
    }

    private static string? Ask(string root, params string[] arguments)
    {
        ProcessStartInfo start = new("git") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root };

        // Without taking locks: a run must not disturb what its user does in the same checkout.
        start.ArgumentList.Add("--no-optional-locks");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process? git = Process.Start(start);
            if (git is null)
            {
                return null;
            }

            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            Task<string> output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(Patience))
            {
                git.Kill(entireProcessTree: true);
                return null;
            }

            return git.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
