using System.Text;

namespace NCVerify.Reporting;

/// <summary>How to cite the suite, from the repository's CITATION.cff, which is part of this assembly.</summary>
/// <param name="Title">Title.</param>
/// <param name="Version">Version.</param>
/// <param name="License">SPDX id of the licence.</param>
/// <param name="Authors">Authors.</param>
/// <param name="Message">What is asked of those who use it.</param>
public sealed record Citation(string Title, string Version, string License, IReadOnlyList<string> Authors, string Message)
{
    /// <summary>The citation of this version.</summary>
    public static Citation OfThis { get; } = Parse(Read());

    /// <summary>As BibTeX.</summary>
    public string BibTex => $"@software{{ncverify,\n  title   = {{{Title}}},\n  author  = {{{string.Join(" and ", Authors.Select(a => $"{{{a}}}"))}}},\n  version = {{{Version}}},\n  license = {{{License}}}\n}}";

    /// <summary>As a line of text.</summary>
    public string Line => $"{string.Join(", ", Authors)}. {Title}. Version {Version}.";

    /// <summary>Reads what is needed of a citation file: scalars of the first level and the authors' names.</summary>
    public static Citation Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        string[] lines = yaml.ReplaceLineEndings("\n").Split('\n');
        string Value(string key) => Unquoted(lines.FirstOrDefault(l => l.StartsWith(key + ":", StringComparison.Ordinal))?[(key.Length + 1)..] ?? "");
        IEnumerable<string> authors = lines.SkipWhile(l => !l.StartsWith("authors:", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith(' ')).Select(l => l.TrimStart(' ', '-'))
            .Where(l => l.StartsWith("name:", StringComparison.Ordinal)).Select(l => Unquoted(l["name:".Length..]));
        return new(Value("title"), Value("version"), Value("license"), [.. authors], Value("message"));
    }

    private static string Unquoted(string value) => value.Trim().Trim('"');

    private static string Read()
    {
        using Stream stream = typeof(Citation).Assembly.GetManifestResourceStream("CITATION.cff") ?? throw new InvalidOperationException("The assembly has no CITATION.cff.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
