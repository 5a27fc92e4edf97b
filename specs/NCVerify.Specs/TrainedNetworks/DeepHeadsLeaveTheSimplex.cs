using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetDeep = NCVerify.Claims.TrainedNetworks.DeepHeadsLeaveTheSimplex;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-DEEP-CE: with two or three linear layers under cross-entropy, training ends below every simplex solution.</summary>
[Tier(Tier.Network)]
public sealed class DeepHeadsLeaveTheSimplex : ClaimSpec<NetDeep>
{
    private static IEnumerable<TestCaseData> Deep => NetworkCases.Of(["net-deep-ce-m2", "net-deep-ce-m3"], everySeed: true);

    private static IEnumerable<TestCaseData> OneLayer => NetworkCases.Of("net-deep-ce-m1");

    private static IEnumerable<TestCaseData> All => NetworkCases.Of("net-deep-ce-m1", "net-deep-ce-m2", "net-deep-ce-m3");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Deep))]
    public void BelowTheSimplexAtLowerRank(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(OneLayer))]
    public void OneLayerReachesTheSimplex(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Expect("distance of the centred means to the simplex ETF", result.Last["nc2.etf.means.classmean"]).ToBeZero(Within.Of(0.05, "as NET-SELI allows at R = 1"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void NoNetworkLiesBelowTheLowerBound(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Expect("objective over the lower bound", model.Objective / Bound(model.Problem, model.Candidate).Value).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(OneLayer))]
    public void OneLayerIsNotBelowTheSimplex(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    private void Check(TrainingResult result)
    {
        var model = new TrainedModel(result);
        Problem problem = model.Problem;
        double simplex = Predict(("K", problem.Classes), ("n", problem.Samples[0]), ("lambdaW", problem.LambdaW.Count == 1 ? problem.LambdaW[0] : problem.LambdaW), ("lambdaH", problem.LambdaH)).Number("simplexObjective");
        double[] spectrum = Spectrum(model.Logits);
        Expect("objective over that of the best simplex", model.Objective / simplex).ToBeAtMost(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
        Expect("share of the logits beyond rank 7", spectrum.Skip(7).Sum() / spectrum.Sum()).ToBeAtMost(0, Within.Of(0.01, "a simplex has two ninths of them there"));
    }

    // Squared singular values of the mean logits less their mean over classes, the largest first.
    private static double[] Spectrum(Matrix logits)
    {
        var centred = Matrix.Create(logits.Rows, logits.Columns, (i, k) => logits[i, k] - logits.Row(i).ToArray().Average());
        return [.. SymmetricEigen.Decompose(centred * centred.Transpose()).Values.Select(v => Math.Max(0, v)).OrderDescending()];
    }
}
