using System.CommandLine;

namespace NCVerify.Cli;

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    public const string JsonName = "--json";

    /// <summary>One JSON document on standard output, and nothing else there.</summary>
    public static Option<bool> Json() => new(JsonName) { Description = "Write one JSON document to standard output, and nothing else." };
}
