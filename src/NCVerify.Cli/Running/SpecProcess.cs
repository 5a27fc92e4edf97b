using System.Diagnostics;

namespace NCVerify.Cli.Running;

/// <summary>Starts a program and waits for it; an interrupt gives it time to end by itself before it is killed.</summary>
internal static class SpecProcess
{
    // Shorter than the time the host gives a command to end.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(7);

    /// <summary>Runs the program, as the other overload, with the time that commands have.</summary>
    public static Task<int> RunAsync(ProcessStartInfo start, TextWriter? output, CancellationToken token) => RunAsync(start, output, TimeToEnd, token);

    /// <summary>Runs the program. Its output goes to <paramref name="output"/>, or to ours unchanged when that is null.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">Interrupted; the program has ended.</exception>
    /// <exception cref="CliException">The program cannot be started.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo start, TextWriter? output, TimeSpan timeToEnd, CancellationToken token)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = output is not null;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                output!.WriteLine(line.Data);
            }
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CliException($"'{start.FileName}' cannot be started ({e.Message}); the .NET 10 SDK must be on the PATH.", ExitCode.Unfinished);
        }

        if (output is not null)
        {
            process.BeginOutputReadLine();
        }

        try
        {
            await process.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            if (!process.WaitForExit(timeToEnd))
            {
                process.Kill(entireProcessTree: true);
            }

            throw;
        }

        return process.ExitCode;
    }
}
