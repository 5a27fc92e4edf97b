using NCVerify.Claims;
using NUnit.Framework.Internal;

namespace NCVerify.Specs.Harness;

/// <summary>Which test is running.</summary>
/// <param name="FullName">Fixture, method and regime: the key of evidence.</param>
/// <param name="Fixture">Folder and name of the fixture, for instance "Zhu2021.BalancedMinimiser".</param>
/// <param name="Method">Method name.</param>
/// <param name="Arguments">The regime's arguments as displayed, or empty.</param>
/// <param name="Oracle">The oracle.</param>
/// <param name="Control">Whether it is a control.</param>
public sealed record TestIdentity(string FullName, string Fixture, string Method, string Arguments, OracleKind Oracle, bool Control)
{
    /// <summary>The spec's source file, relative to the repository's root; empty when it is not known.</summary>
    public string Source { get; init; } = "";

    /// <summary>Line of the test's oracle in <see cref="Source"/>; 0 when it is not known.</summary>
    public int Line { get; init; }

    /// <summary>No test.</summary>
    public static TestIdentity None { get; } = new("", "", "", "", OracleKind.ClosedForm, false);

    /// <summary>The regime in words: the method's name spelled out, and its arguments.</summary>
    public string Words
    {
        get
        {
            string spelled = System.Text.RegularExpressions.Regex.Replace(
                Method.Replace('_', ' '), "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            spelled = spelled.Length == 0 ? spelled : spelled[..1] + spelled[1..].ToLowerInvariant();
            return Arguments.Length == 0 ? spelled : $"{spelled} ({Arguments})";
        }
    }

    internal static TestIdentity Of(Test test, OracleKind oracle)
    {
        Type type = test.TypeInfo!.Type;
        string fixture = $"{type.Namespace!.Split('.')[^1]}.{type.Name}", method = test.MethodName ?? test.Name;
        string arguments = test.Name.Length > method.Length && test.Name.StartsWith(method, StringComparison.Ordinal)
            ? test.Name[method.Length..].TrimStart('(').TrimEnd(')').Replace("\"", "", StringComparison.Ordinal)
            : "";
        return new($"{fixture}.{test.Name}", fixture, method, arguments, oracle, test.Method!.GetCustomAttributes<ControlAttribute>(inherit: false).Length > 0);
    }
}
