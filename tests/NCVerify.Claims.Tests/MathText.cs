using System.Text.RegularExpressions;

namespace NCVerify.Claims.Tests;

/// <summary>The LaTeX subset that statements may use; the report renders exactly this as MathML.</summary>
internal static partial class MathText
{
    private static readonly HashSet<string> Commands =
    [
        "frac", "tfrac", "sqrt", "sum", "prod", "int", "min", "max", "log", "exp", "cos", "det", "operatorname", "text", "mathbf", "mathbb", "mathcal",
        "hat", "bar", "tilde", "dot", "top", "dagger", "lVert", "rVert", "lvert", "rvert", "langle", "rangle", "le", "ge", "ne", "approx",
        "sim", "propto", "iff", "Leftrightarrow", "Rightarrow", "to", "infty", "perp", "in", "notin", "forall", "exists", "cdot", "times",
        "circ", "otimes", "odot", "pm", "ldots", "cdots", "quad", "partial", "nabla", "succeq", "preceq", "mid", "left", "right", "begin", "end",
        "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma",
        "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
    ];

    /// <summary>What is wrong with the mathematics in a text; empty when nothing is.</summary>
    public static IEnumerable<string> Faults(string text)
    {
        string[] display = text.Split("$$");
        if (display.Length % 2 == 0)
        {
            yield return "unbalanced $$";
            yield break;
        }

        for (int i = 0; i < display.Length; i++)
        {
            string[] inline = i % 2 == 0 ? display[i].Split('$') : ["", display[i], ""];
            if (inline.Length % 2 == 0)
            {
                yield return $"unbalanced $ in '{display[i].Trim()}'";
                continue;
            }

            foreach (string fault in inline.Where((_, j) => j % 2 == 1).SelectMany(FaultsOfFormula))
            {
                yield return fault;
            }

            foreach (string prose in inline.Where((part, j) => j % 2 == 0 && part.Contains('\\')))
            {
                yield return $"a command outside mathematics in '{prose.Trim()}'";
            }
        }
    }

    private static IEnumerable<string> FaultsOfFormula(string formula)
    {
        string environments = Environment().Replace(formula, m => m.Groups["name"].Value is "pmatrix" or "cases" ? " " : $"\\forbidden{m.Groups["name"].Value} ");
        bool hasRows = environments != formula;
        string words = Words().Replace(environments, " ");
        foreach (string command in Command().Matches(words).Select(m => m.Groups["name"].Value))
        {
            if (!(char.IsLetter(command[0]) ? Commands.Contains(command) : command is "," or ";" || (hasRows && command == "\\")))
            {
                yield return $"\\{command} is outside the subset in '{formula.Trim()}'";
            }
        }

        string rest = Command().Replace(words, " ");
        foreach (char c in rest.Where(c => !char.IsAsciiLetterOrDigit(c) && !char.IsWhiteSpace(c) && !"+-=<>()[]|,./!';^_{}".Contains(c, StringComparison.Ordinal) && !(hasRows && c == '&')))
        {
            yield return $"character '{c}' is outside the subset in '{formula.Trim()}'";
        }

        if (rest.Count(c => c == '{') != rest.Count(c => c == '}'))
        {
            yield return $"unbalanced braces in '{formula.Trim()}'";
        }

        if (Regex.Count(words, @"\\left\b", RegexOptions.None, TimeSpan.FromSeconds(1)) != Regex.Count(words, @"\\right\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            yield return $"unbalanced \\left and \\right in '{formula.Trim()}'";
        }
    }

    [GeneratedRegex(@"\\(?:begin|end)\{(?<name>[a-z]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Environment();

    [GeneratedRegex(@"\\(?:text|operatorname)\{[^{}$\\]*\}", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\\(?<name>[A-Za-z]+|.)", RegexOptions.None, 1000)]
    private static partial Regex Command();
}
