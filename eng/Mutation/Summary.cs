using System.Globalization;

namespace NCVerify.Mutation;

/// <summary>The score of each part, and what survived.</summary>
internal static class Summary
{
    private const double Least = 0.8;
    private static readonly string[] Killing = ["Killed", "Timeout", "Crash"];

    /// <summary>Writes survivors.txt and the scores; 1 when the whole is below 80 % or a mutant has no result.</summary>
    public static int Write(string folder, IReadOnlyList<Mutant> mutants)
    {
        var outcomes = Directory.EnumerateFiles(folder, "worker-*.tsv").SelectMany(File.ReadLines).Select(line => line.Split('\t'))
            .ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
        bool Killed(Mutant m) => outcomes.TryGetValue(m.Id, out string? outcome) && Killing.Contains(outcome);
        File.WriteAllLines(
            Path.Combine(folder, "survivors.txt"),
            mutants.Where(m => !Killed(m)).OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)
                .Select(m => $"{outcomes.GetValueOrDefault(m.Id, "NotRun")} {m.File}:{m.Line} {m.Kind}: {m.Original} -> {m.Replacement.ReplaceLineEndings(" ")}"));
        foreach (IGrouping<string, Mutant> part in mutants.GroupBy(m => m.Part).Append(mutants.GroupBy(_ => "all").Single()))
        {
            string kinds = string.Join(", ", part.GroupBy(m => outcomes.GetValueOrDefault(m.Id, "NotRun")).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part.Key}: {part.Count(Killed)} of {part.Count()} ({100.0 * part.Count(Killed) / part.Count():F1} %): {kinds}"));
        }

        return mutants.Count(Killed) >= Least * mutants.Count && mutants.All(m => outcomes.ContainsKey(m.Id)) ? 0 : 1;
    }
}
