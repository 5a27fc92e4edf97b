using System.Diagnostics;
using System.Globalization;
using System.Runtime.Loader;

namespace NCVerify.Mutation;

/// <summary>
/// Switches on one mutant after another and runs the tests that cover it, the fastest first, up to the first that fails; that
/// one must pass again without the mutant. A test is run once without any before it counts, so that it fills its caches then.
/// </summary>
internal static class Worker
{
    // Processor seconds granted to a test beyond five times its own.
    private const double Grace = 3;

    /// <summary>Goes through the list; ends the process by its own exit codes.</summary>
    public static void Run(string folder, string list, string results)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", folder + "/");
        using var report = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);
        var mutants = new MutantSwitch(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "NCVerify.Theory.dll")));
        var covering = Coverage.Of(folder, mutants);
        var warm = new HashSet<TestCase>();
        foreach (string line in File.ReadLines(list))
        {
            (int id, bool again) = (int.Parse(line.TrimEnd('!'), CultureInfo.InvariantCulture), line.EndsWith('!'));
            string outcome = covering.TryGetValue(id, out TestCase[]? tests) ? "Survived" : "NoCoverage", by = "";
            foreach (TestCase test in tests ?? [])
            {
                // The first run may fill caches for long: it has no limit.
                void Tell(double until) => report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}\t{until}\t{test.Name}"));
                Tell(double.PositiveInfinity);
                if (warm.Add(test) && !test.Passes(out _))
                {
                    Environment.Exit(Supervisor.Spoilt);
                }

                Tell(Seconds() + Grace + (5 * test.Seconds));
                mutants.Active = id;
                bool passes = test.Passes(out string why);
                mutants.Active = MutantSwitch.None;
                if (passes)
                {
                    continue;
                }

                bool spoilt = !test.Passes(out _);
                if (spoilt && !again)
                {
                    Environment.Exit(Supervisor.Spoilt);
                }

                (outcome, by) = ("Killed", $"{test.Name}: {why}");
                File.AppendAllText(results, Line(id, outcome, by));
                report.WriteLine("-");
                if (spoilt)
                {
                    // A second time, in a new process: it is the mutant that spoils the caches, and the test that saw it.
                    Environment.Exit(Supervisor.Restart);
                }

                break;
            }

            if (outcome != "Killed")
            {
                File.AppendAllText(results, Line(id, outcome, by));
                report.WriteLine("-");
            }
        }
    }

    private static string Line(int id, string outcome, string by) => $"{id}\t{outcome}\t{by.ReplaceLineEndings(" ").Replace('\t', ' ')}\n";

    private static double Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
