using System.Text.Json;

namespace NCVerify.Mutation;

/// <summary>A mutant that Stryker made and that compiles.</summary>
/// <param name="Id">Its number in the mutated assembly.</param>
/// <param name="File">Source file, from the project's folder on.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Kind">Stryker's name of the change.</param>
/// <param name="Original">The code that is replaced, or its first line.</param>
/// <param name="Replacement">The code instead.</param>
internal sealed record Mutant(int Id, string File, int Line, string Kind, string Original, string Replacement)
{
    private static readonly string[] Parts = ["Certificates", "ClosedForms", "Geometries"];

    /// <summary>The part of the project: the first folder of the file.</summary>
    public string Part => File.Split('/')[0];

    /// <summary>The mutants of a report that count: of the measured parts, compiling, and no block that holds another one.</summary>
    public static IEnumerable<Mutant> Read(string report)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        foreach (JsonProperty file in document.RootElement.GetProperty("files").EnumerateObject())
        {
            string name = file.Name[(file.Name.LastIndexOf("NCVerify.Theory/", StringComparison.Ordinal) + "NCVerify.Theory/".Length)..];
            if (!Array.Exists(Parts, part => name.StartsWith(part + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            string[] source = file.Value.GetProperty("source").GetString()!.Split('\n');
            Entry[] entries = [.. file.Value.GetProperty("mutants").EnumerateArray().Select(m => Entry.Of(m, source)).Where(e => e.Compiles)];
            foreach (Entry entry in entries.Where(e => !e.IsBlock || !Array.Exists(entries, other => !other.IsBlock && e.Holds(other))))
            {
                yield return new(entry.Id, name, entry.Start.Line, entry.Kind, entry.Original, entry.Replacement);
            }
        }
    }

    private sealed record Entry(int Id, string Kind, bool Compiles, (int Line, int Column) Start, (int Line, int Column) End, string Original, string Replacement)
    {
        public bool IsBlock => Kind.StartsWith("Block", StringComparison.Ordinal);

        public static Entry Of(JsonElement mutant, string[] source)
        {
            JsonElement location = mutant.GetProperty("location");
            (int line, int column) = Position(location.GetProperty("start"));
            (int lastLine, int lastColumn) = Position(location.GetProperty("end"));
            string first = source[line - 1], original = line == lastLine ? first[(column - 1)..(lastColumn - 1)] : first[(column - 1)..].TrimEnd() + " ...";
            return new(
                int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                mutant.GetProperty("mutatorName").GetString()!,
                mutant.GetProperty("status").GetString() != "CompileError",
                (line, column),
                (lastLine, lastColumn),
                original,
                mutant.TryGetProperty("replacement", out JsonElement text) ? text.GetString() ?? "" : "");
        }

        public bool Holds(Entry other) => Start.CompareTo(other.Start) <= 0 && other.End.CompareTo(End) <= 0;

        private static (int Line, int Column) Position(JsonElement at) => (at.GetProperty("line").GetInt32(), at.GetProperty("column").GetInt32());
    }
}
