using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace NCVerify.Cli.Gating;

/// <summary>
/// Finds processes that a solver left behind, even when they cut themselves off from it: every child inherits a mark in its
/// environment. Only where /proc shows environments (Linux); elsewhere ending the process tree has to do.
/// </summary>
internal static class Leftovers
{
    /// <summary>The environment variable that carries the mark.</summary>
    public const string Variable = "NCVERIFY_GATE_SESSION";

    // A program may start others while we kill; a few rounds end all but a deliberate fork bomb.
    private const int Rounds = 50;

    /// <summary>Ends every process with the mark.</summary>
    /// <returns>How many there were.</returns>
    public static int Kill(string mark)
    {
        var killed = new HashSet<int>();
        for (int round = 0; round < Rounds; round++)
        {
            int[] found = [.. Find(mark)];
            if (found.Length == 0)
            {
                break;
            }

            foreach (int id in found)
            {
                killed.Add(id);
                try
                {
                    using Process process = Process.GetProcessById(id);
                    process.Kill();
                    process.WaitForExit(200);
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
                {
                    // It ended by itself in between.
                }
            }
        }

        return killed.Count;
    }

    /// <summary>Waits until no process has the mark, or the time is over.</summary>
    public static async Task WaitAsync(string mark, TimeSpan longest)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < longest && Find(mark).Any())
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Ids of the processes with the mark.</summary>
    public static IEnumerable<int> Find(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        byte[] wanted = Encoding.ASCII.GetBytes($"{Variable}={mark}");
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), System.Globalization.NumberStyles.None, Numerics.Exact.Culture, out int id) && Carries(directory, wanted))
            {
                yield return id;
            }
        }
    }

    // Zombies have an empty environment: they have ended and wait for their parent only.
    private static bool Carries(string directory, byte[] wanted)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, "environ")).AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
