using System.Text.RegularExpressions;

namespace NCVerify.Reporting;

/// <summary>The style sheet of a drawing that stands alone: the rules and colours that it uses, and no others.</summary>
internal static partial class DrawingStyle
{
    /// <summary>The style of some SVG, for both colour schemes; on paper it is light.</summary>
    public static string Of(string svg)
    {
        HashSet<string> classes = [.. Classes().Matches(svg).SelectMany(m => m.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string rules = string.Concat(Rules().Matches(PageAssets.FigureRules).Where(r => Applies(r.Groups["selector"].Value, classes)).Select(r => r.Value + "\n"));
        HashSet<string> tokens = [.. Tokens().Matches(rules).Select(m => m.Groups["name"].Value)];
        return Palette.Css(tokens, classes) + rules;
    }

    private static bool Applies(string selector, HashSet<string> classes) => selector.Split(',').Any(one => Selected().Matches(one).All(m => classes.Contains(m.Groups["name"].Value)));

    [GeneratedRegex("class=\"(?<names>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Classes();

    [GeneratedRegex(@"(?<selector>\.[^{}]+?)\s*\{[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rules();

    [GeneratedRegex(@"\.(?<name>[a-z][a-z0-9-]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selected();

    [GeneratedRegex(@"var\(--(?<name>[a-z0-9-]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tokens();
}
