using NCVerify.Numerics;

namespace NCVerify.Conformance.Gate;

/// <summary>A versioned set of problems from easy to cruel, drawn from a seed: the same version and seed give the same problems anywhere.</summary>
public sealed class Battery
{
    /// <summary>Version of the recipes. Problems of another version are others; results and baselines do not compare.</summary>
    public const int Version = 1;

    /// <summary>Seed of the battery that everybody runs. Any other draws one that nobody has tuned to.</summary>
    public const ulong StandardSeed = 1;

    private Battery(ulong seed, IReadOnlyList<GateProblem> problems)
    {
        Seed = seed;
        Problems = problems;
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The problems, easy ones first.</summary>
    public IReadOnlyList<GateProblem> Problems { get; }

    /// <summary>"standard", or "seed N", with the version.</summary>
    public string Name => string.Create(Exact.Culture, $"battery {Version}, {(Seed == StandardSeed ? "standard" : "private")} (seed {Seed})");

    /// <summary>The battery of a seed.</summary>
    public static Battery Draw(ulong seed = StandardSeed) =>
        new(seed, [.. Recipes.All.Select((recipe, i) => recipe.Draw(new CounterRandom(seed, (ulong)i))).OrderBy(p => p.Level)]);
}
