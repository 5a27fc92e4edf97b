using System.Diagnostics;
using System.Globalization;

namespace NCVerify.Mutation;

/// <summary>
/// Keeps one worker process going through a list of mutants: a mutant that takes too much processor time is a time-out, one
/// that ends the process a crash, and after either a new worker goes on with the rest.
/// </summary>
internal static class Supervisor
{
    /// <summary>Exit code of a worker whose tests no longer pass without a mutant: a cache was filled under one.</summary>
    public const int Spoilt = 7;

    /// <summary>Exit code of a worker that asks for a new process.</summary>
    public const int Restart = 8;

    /// <summary>Tests the mutants; what becomes of each is a line of the file given without its ending ".tsv".</summary>
    /// <exception cref="InvalidOperationException">A worker failed outside any mutant.</exception>
    public static void Run(string tests, IReadOnlyList<int> ids, string name)
    {
        string results = name + ".tsv", list = name + ".ids";
        File.WriteAllText(results, "");
        var again = new HashSet<int>();
        do
        {
            HashSet<int> done = [.. File.ReadLines(results).Select(line => int.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture))];
            int[] left = [.. ids.Where(id => !done.Contains(id)).OrderByDescending(again.Contains)];
            File.WriteAllLines(list, left.Select(id => again.Contains(id) ? $"{id}!" : $"{id}"));
            (int? current, string test, int? exit) = Watch(tests, list, results);
            if (exit == 0)
            {
                return;
            }

            if (exit == Restart)
            {
                continue;
            }

            if (current is not { } mutant)
            {
                throw new InvalidOperationException("A worker ended outside any mutant; its messages are above.");
            }

            if (exit != Spoilt)
            {
                File.AppendAllText(results, $"{mutant}\t{(exit is null ? "Timeout" : "Crash")}\t{test}\n");
            }
            else if (!again.Add(mutant))
            {
                File.AppendAllText(results, $"{mutant}\tUnclear\t{test}\n");
            }
        }
        while (true);
    }

    // Runs a worker to its end or to a time-out (no exit code); the mutant and the test in hand then.
    private static (int? Mutant, string Test, int? Exit) Watch(string tests, string list, string results)
    {
        using Process worker = Process.Start(new ProcessStartInfo("dotnet", [typeof(Supervisor).Assembly.Location, "worker", tests, list, results]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        (int? Mutant, double Until, string Test) now = (null, double.PositiveInfinity, "");
        var gate = new Lock();
        var reader = Task.Run(() =>
        {
            while (worker.StandardOutput.ReadLine() is { } line)
            {
                string[] parts = line.Split('\t');
                lock (gate)
                {
                    now = parts[0] == "-" ? (null, double.PositiveInfinity, "") : (int.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
                }
            }
        });
        bool stopped = false;
        while (!stopped && !worker.WaitForExit(100))
        {
            worker.Refresh();
            lock (gate)
            {
                // Processor seconds: a loaded machine makes no time-outs.
                stopped = now.Mutant is not null && worker.TotalProcessorTime.TotalSeconds > now.Until;
                if (stopped)
                {
                    worker.Kill(entireProcessTree: true);
                }
            }
        }

        worker.WaitForExit();
        reader.Wait();
        return (now.Mutant, now.Test, stopped ? null : worker.ExitCode);
    }
}
