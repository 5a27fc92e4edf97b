using System.ComponentModel;
using System.Diagnostics;

namespace NCVerify.Cli.Doctoring;

/// <summary>Asks another program for its version.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>First line of the program's output, or null when it is not there, fails or takes too long.</summary>
    public static string? FirstLine(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        try
        {
            process.Start();
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? output.Result.Split('\n', 2)[0].Trim() : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Full path of the first of these programs on the PATH, or null.</summary>
    public static string? Path(params string[] programs) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(directory => programs.Select(program => System.IO.Path.Combine(directory, OperatingSystem.IsWindows() ? program + ".exe" : program)))
        .FirstOrDefault(File.Exists);
}
