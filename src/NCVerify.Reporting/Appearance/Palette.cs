using System.Text;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>The report's colours in one scheme, by token; the style sheet uses no other.</summary>
public sealed class Palette
{
    /// <summary>Steps of the diverging scale on each side of zero.</summary>
    public const int Steps = 10;

    private static readonly string[] Tokens =
    [
        "paper", "surface", "ink", "muted", "rule", "link",
        "verified", "refuted", "inconclusive", "not-run",
        "verified-soft", "refuted-soft", "inconclusive-soft", "not-run-soft",
        "s0", "s1", "s2", "s3", "s4", "s5",
        "negative", "zero", "positive",
        "refuted-expected", "refuted-expected-soft",
    ];

    private static readonly int[] TextSteps = [.. Enumerable.Range(0, Steps + 1).SelectMany(s => (int[])[s, -s])];

    private readonly OrderedDictionary<string, Colour> _colours = new(StringComparer.Ordinal);

    private Palette(string name, string hexes)
    {
        Name = name;
        foreach ((string token, string hex) in Tokens.Zip(hexes.Split(' ')))
        {
            _colours.Add(token, Colour.Parse(hex));
        }
    }

    /// <summary>Light.</summary>
    public static Palette Light { get; } = new(
        "light",
        "#fdfcf9 #f5f3ed #1b2330 #545d6b #d8d3c7 #17497f " +
        "#1b6337 #9c2318 #7d5200 #515a68 " +
        "#e4f0e6 #fae7e3 #f7edd6 #eceae5 " +
        "#1f4e8c #a8401b #27704a #74399b #7a5f00 #0b6a78 " +
        "#a5441a #f8f6f1 #1f4e8c " +
        "#5a3a87 #ece5f5");

    /// <summary>Dark.</summary>
    public static Palette Dark { get; } = new(
        "dark",
        "#15181d #1d2128 #e7e4dd #a8afba #3a404a #93bdf2 " +
        "#86d29d #f5a196 #e6bc68 #b0b7c2 " +
        "#1a2b20 #35211f #322917 #272b32 " +
        "#7fb0f0 #f0956b #74c795 #c79be8 #d9bb58 #5fc4d2 " +
        "#ef8f58 #242830 #74acee " +
        "#c9b2f0 #2b2438");

    /// <summary>Name of the scheme, as prefers-color-scheme calls it.</summary>
    public string Name { get; }

    /// <summary>The colour of a token.</summary>
    public Colour this[string token] => _colours[token];

    /// <summary>Colour of step -<see cref="Steps"/>..<see cref="Steps"/> of the diverging scale; zero is the middle.</summary>
    public Colour Diverging(int step) => Colour.Mix(this["zero"], this[step < 0 ? "negative" : "positive"], Math.Abs(step) / (double)Steps);

    /// <summary>Black or white, whichever stands out on that step: one of them always reaches a contrast of 4.58.</summary>
    public Colour TextOn(int step)
    {
        Colour black = new(0, 0, 0), white = new(255, 255, 255);
        return Colour.Contrast(Diverging(step), black) >= Colour.Contrast(Diverging(step), white) ? black : white;
    }

    /// <summary>Ground of the k-th phase of a map: the k-th series colour, thinned, so that signs and curves in ink stand out.</summary>
    public Colour Phase(int k) => Colour.Mix(this["paper"], this["s" + k.ToString(Exact.Culture)], 0.32);

    /// <summary>CSS class of a step of the diverging scale.</summary>
    public static string StepClass(int step) => (step < 0 ? "n" : "p") + Math.Abs(step).ToString(Exact.Culture);

    /// <summary>
    /// CSS class of text on a step: the first of the steps from zero whose text is black or white in the same schemes, so
    /// that the values of a heat map share a few classes.
    /// </summary>
    public static string TextClass(int step) => "t" + StepClass(TextSteps.First(s => Light.TextOn(s) == Light.TextOn(step) && Dark.TextOn(s) == Dark.TextOn(step)));

    /// <summary>CSS of both schemes for the pages: custom properties for the tokens.</summary>
    public static string Css() => $"{Light.Scheme(All, None)}@media screen and (prefers-color-scheme:dark){{\n{Dark.Scheme(All, None)}}}\n";

    /// <summary>CSS of both schemes for drawings in a page that has the tokens: classes for steps and phases.</summary>
    public static string Fill() => $"{Light.Classes(All)}@media screen and (prefers-color-scheme:dark){{\n{Dark.Classes(All)}}}\n";

    /// <summary>The step, phase and token rules that a drawing needs, for both schemes: light on paper and by default.</summary>
    /// <param name="tokens">Tokens that the drawing's style sheet uses.</param>
    /// <param name="classes">Classes in the drawing.</param>
    public static string Css(IReadOnlySet<string> tokens, IReadOnlySet<string> classes) =>
        $"{Light.Scheme(tokens.Contains, classes.Contains)}@media screen and (prefers-color-scheme:dark){{\n{Dark.Scheme(tokens.Contains, classes.Contains)}}}\n";

    private static bool All(string name) => true;

    private static bool None(string name) => false;

    private string Scheme(Func<string, bool> token, Func<string, bool> classed)
    {
        StringBuilder css = new($":root{{color-scheme:{Name}");
        foreach ((string name, Colour colour) in _colours.Where(c => token(c.Key)))
        {
            css.Append(";--").Append(name).Append(':').Append(colour);
        }

        return css.Append("}\n").Append(Classes(classed)).ToString();
    }

    private string Classes(Func<string, bool> classed) => string.Concat(Fills().Where(f => classed(f.Class)).Select(f => $".{f.Class}{{fill:{f.Fill}}}\n"));

    private IEnumerable<(string Class, Colour Fill)> Fills()
    {
        for (int step = -Steps; step <= Steps; step++)
        {
            yield return (StepClass(step), Diverging(step));
            if (TextClass(step) == "t" + StepClass(step))
            {
                yield return (TextClass(step), TextOn(step));
            }
        }

        for (int k = 0; k < PhaseMap.MostCategories; k++)
        {
            yield return ("f" + k.ToString(Exact.Culture), Phase(k));
        }
    }
}
