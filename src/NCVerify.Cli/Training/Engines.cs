using NCVerify.Training;

namespace NCVerify.Cli.Training;

/// <summary>The engines that are built in, by the names that people give them.</summary>
internal static class Engines
{
    private static readonly Dictionary<string, Func<ITrainingEngine>> All = new(StringComparer.Ordinal)
    {
        ["deterministic"] = () => new DeterministicEngine(),
    };

    /// <summary>Their names; the first one is the default.</summary>
    public static string[] Names => [.. All.Keys];

    /// <summary>An engine.</summary>
    public static ITrainingEngine Create(string name) => All[name]();
}
