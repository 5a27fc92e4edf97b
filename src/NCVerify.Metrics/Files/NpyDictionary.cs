using System.Globalization;
using System.Text.RegularExpressions;

namespace NCVerify.Metrics;

/// <summary>
/// The Python literal in a .npy header. Only the three keys of the format and literals of the expected types are taken;
/// anything else is refused, nothing is evaluated.
/// </summary>
internal sealed partial record NpyDictionary(string Descr, bool FortranOrder, long[] Shape)
{
    private const int MostAxes = 32;

    public static NpyDictionary Parse(string path, string text)
    {
        string body = text.Trim();
        if (!body.StartsWith('{') || !body.EndsWith('}'))
        {
            throw Malformed(path, "it is not a Python dictionary");
        }

        if (DescrIsList().IsMatch(body))
        {
            throw new FeatureFileException(path, "it is a record array", "Save each field as a plain array: np.save('features.npy', a['field'])");
        }

        MatchCollection entries = Entry().Matches(body);
        string rest = Entry().Replace(body[1..^1], string.Empty).Trim();
        var values = entries.Select(m => (Key: m.Groups["key"].Value, m.Groups)).ToList();
        if (rest.Length != 0 || values.Count != 3 || values.DistinctBy(v => v.Key).Count() != 3)
        {
            throw Malformed(path, "exactly 'descr', 'fortran_order' and 'shape' are expected");
        }

        GroupCollection Find(string key) => values.First(v => string.Equals(v.Key, key, StringComparison.Ordinal)).Groups;
        return new(Find("descr")["text"].Value, string.Equals(Find("fortran_order")["bool"].Value, "True", StringComparison.Ordinal), ParseShape(path, Find("shape")["shape"].Value));
    }

    private static long[] ParseShape(string path, string text)
    {
        string[] axes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (axes.Length is 0 or > MostAxes)
        {
            throw new FeatureFileException(path, $"it has {axes.Length} axes", "Save an array of shape (samples, dimension)");
        }

        return Array.ConvertAll(axes, axis => long.TryParse(axis.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length
            : throw Malformed(path, $"the axis '{axis}' is no length"));
    }

    private static FeatureFileException Malformed(string path, string why) =>
        new(path, "its .npy header cannot be understood (" + why + ")", "Write it with numpy.save");

    [GeneratedRegex(@"['""]descr['""]\s*:\s*\[")]
    private static partial Regex DescrIsList();

    [GeneratedRegex("""
        ['"](?:(?<key>descr)['"]\s*:\s*['"](?<text>[^'"]*)['"]|(?<key>fortran_order)['"]\s*:\s*(?<bool>True|False)|(?<key>shape)['"]\s*:\s*\((?<shape>[^()]*)\))\s*(?:,|(?=\}|$))\s*
        """)]
    private static partial Regex Entry();
}
