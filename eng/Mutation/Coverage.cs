using System.Diagnostics;
using System.Globalization;

namespace NCVerify.Mutation;

/// <summary>Which tests pass by which mutants: found once, kept in a file beside the tests.</summary>
internal static class Coverage
{
    /// <summary>The tests of each mutant that has any, the fastest first.</summary>
    public static Dictionary<int, TestCase[]> Of(string folder, MutantSwitch mutants)
    {
        string file = Path.Combine(folder, "coverage.tsv");
        mutants.Active = MutantSwitch.None;
        var tests = TestCase.All(folder).ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (!File.Exists(file))
        {
            File.WriteAllLines(file, [.. tests.Values.Select(t => Measure(t, mutants)).OfType<string>()]);
        }

        var covering = new Dictionary<int, List<TestCase>>();
        foreach (string[] parts in File.ReadLines(file).Select(line => line.Split('\t')))
        {
            TestCase test = tests[parts[0]];
            test.Seconds = double.Parse(parts[1], CultureInfo.InvariantCulture);
            foreach (string id in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                int mutant = int.Parse(id, CultureInfo.InvariantCulture);
                (covering.TryGetValue(mutant, out List<TestCase>? list) ? list : covering[mutant] = []).Add(test);
            }
        }

        return covering.ToDictionary(pair => pair.Key, pair => pair.Value.OrderBy(t => t.Seconds).ToArray());
    }

    // The first run is that of the coverage, because later ones find results in caches; the second is timed.
    private static string? Measure(TestCase test, MutantSwitch mutants)
    {
        bool passes = false;
        string why = "";
        int[] covered = mutants.Covered(() => passes = test.Passes(out why));
        var clock = Stopwatch.StartNew();
        if (!passes || !test.Passes(out why))
        {
            Console.Error.WriteLine($"Left out, it fails without any mutant: {test.Name}: {why}");
            return null;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{test.Name}\t{clock.Elapsed.TotalSeconds:F4}\t{string.Join(',', covered)}");
    }
}
