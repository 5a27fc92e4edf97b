using System.Security.Cryptography;
using System.Text;

namespace NCVerify.Conformance;

/// <summary>
/// Names of snapshots: <c>Fixture.Method_name=value_name=value</c>. Different tests get different names on every file
/// system: where a character is replaced, letter case matters or the name is too long, a digest of the whole identity
/// follows a tilde, and a tilde stands nowhere else.
/// </summary>
public static class SnapshotName
{
    /// <summary>Longest name; with ".received.json" and a temporary ending it stays below the 255 bytes of common file systems.</summary>
    public const int Longest = 180;

    private const int DigestLength = 16;

    /// <summary>The name for a test method with its parameters, in the order given.</summary>
    /// <exception cref="ArgumentException">Fixture or method is empty.</exception>
    public static string Of(string fixture, string method, params IReadOnlyList<(string Name, string Value)> parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fixture);
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentNullException.ThrowIfNull(parameters);
        string[] parts = [Plain(fixture, "._"), Plain(method, "_"), .. parameters.SelectMany(p => new[] { Plain(p.Name, ""), Plain(p.Value, ".") })];
        string[] given = [fixture, method, .. parameters.SelectMany(p => new[] { p.Name, p.Value })];
        string readable = $"{parts[0]}.{parts[1]}" + string.Concat(parts.Skip(2).Chunk(2).Select(p => $"_{p[0]}={p[1]}"));

        // Two methods, or two parameters of one method, differ in more than case in any sane code base; values may not.
        bool faithful = parts.SequenceEqual(given, StringComparer.Ordinal) && !parameters.Any(p => p.Value.Any(char.IsAsciiLetterUpper));
        return faithful && readable.Length <= Longest
            ? readable
            : $"{readable[..Math.Min(readable.Length, Longest - DigestLength - 1)]}~{Digest(given)}";
    }

    /// <summary>Whether a text can be the name of a snapshot: a plain file name without a way out of its directory.</summary>
    internal static bool IsPlain(string name) =>
        name.Length is > 0 and <= Longest && name[0] != '.' && name.All(c => IsSafe(c) || c is '_' or '=' or '~' or '.');

    private static string Plain(string text, string allowed) =>
        string.Concat(text.Select(c => IsSafe(c) || allowed.Contains(c, StringComparison.Ordinal) ? c : '-'));

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or ',';

    // Lengths before the parts keep ("a", "bc") and ("ab", "c") apart.
    private static string Digest(string[] parts)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => FormattableString.Invariant($"{p.Length}:{p}"))));
        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..DigestLength];
    }
}
