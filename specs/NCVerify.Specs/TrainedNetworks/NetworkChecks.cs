using NCVerify.Specs.Harness;
using NCVerify.Training;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>What specs on trained networks share.</summary>
internal static class NetworkChecks
{
    /// <summary>Names of the experiment's class sizes and penalties, as the claims take them.</summary>
    public static (string Name, object? Value)[] Parameters(Theory.Problem problem) =>
    [
        ("n", problem.Samples),
        ("lambdaW", problem.LambdaW.Count == 1 ? problem.LambdaW[0] : problem.LambdaW),
        ("lambdaH", problem.LambdaH),
    ];

    /// <summary>
    /// What networks are held against the reference over seeds in: the objective, what it says of the fit, and the three
    /// numbers of collapse; fixed before any comparison. Each interval is of 99.9 per cent, so that a right engine is
    /// outside in one of the five on at most one seed in 200.
    /// </summary>
    public static IReadOnlyList<string> Referred { get; } = ["loss", "objective", "nc1.pinv.classmean", "nc2.etf.means.classmean", "nc3.duality.classmean"];

    /// <summary>A limit of the experiment file, with its reason.</summary>
    public static Within Limit(Experiment experiment, string name) => experiment.Limits.TryGetValue(name, out Limit? limit)
        ? Within.Of(limit.Value, limit.Reason)
        : throw new OracleException($"{experiment.Id} states no limit '{name}'.");

    /// <summary>The same experiment after five epochs, for controls: a network, but no collapsed one.</summary>
    public static Experiment Early(string id) => NetworkRuns.Experiment(id) with { Epochs = 5 };
}
