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
    private static readonly string[] Depths = ["net-deep-ce-m1", "net-deep-ce-m2", "net-deep-ce-m3"];

    private static IEnumerable<TestCaseData> Deep => NetworkCases.Of(Depths[1..]);

    private static IEnumerable<TestCaseData> DeepOtherSeeds => NetworkCases.OtherSeeds(Depths[1..]);

    private static IEnumerable<TestCaseData> OneLayer => NetworkCases.Of(Depths[0]);

    private static IEnumerable<TestCaseData> OneLayerOtherSeeds => NetworkCases.OtherSeeds(Depths[0]);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Depths[1..]);

    private static IEnumerable<TestCaseData> OneLayerLarge => NetworkCases.PaperScale(Depths[0]);

    private static IEnumerable<TestCaseData> All => NetworkCases.Of(Depths);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed("net-deep-ce-m2");

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds("net-deep-ce-m2");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Deep))]
    public void BelowTheSimplexAtLowerRank(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(DeepOtherSeeds))]
    public void BelowTheSimplexOnOtherSeeds(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(OneLayer))]
    public void OneLayerReachesTheSimplex(string experiment, string engine, ulong seed) => CheckSimplex(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OneLayerOtherSeeds))]
    public void OneLayerReachesTheSimplexOnOtherSeeds(string experiment, string engine, ulong seed) => CheckSimplex(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void BelowTheSimplexAtPaperScale(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(OneLayerLarge))]
    public void OneLayerAtPaperScale(string experiment, string engine, ulong seed) => CheckSimplex(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        SeedMean[] objectives = [.. Depths.Select(id => SeedMean.Of(Networks(id, engine), r => Heights(new TrainedModel(r)).OverSimplex))];
        foreach ((string id, SeedMean objective) in Depths.Zip(objectives).Skip(1))
        {
            ExpectMean(id, "objective over that of the best simplex", objective).ToBeAtMost(1, Float);
        }

        ExpectMean(Depths[0], "objective over that of the best simplex", objectives[0]).ToBeAtLeast(1, Float);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "depths-" + engine,
            Title = "What training reaches, over the best simplex",
            Caption = "Objective at the end of training on MNIST under cross-entropy, over the least objective of any point whose logits are a multiple of the simplex, by number of linear layers.",
            RefutedBy = "A band for two or three layers that reaches one.",
            X = new("linear layers $M$"),
            Y = new("objective / best simplex"),
            Series = [SeedMean.Series("trained networks", [1, 2, 3], objectives), new("best simplex", SeriesRole.Reference, [1, 3], [1, 1])],
        });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void NoNetworkLiesBelowTheLowerBound(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Expect("objective over the lower bound", model.Objective / Bound(model.Problem, model.Candidate).Value).ToBeAtLeast(1, Float);
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(OneLayer))]
    public void OneLayerIsNotBelowTheSimplex(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    private static Within Float => Within.Of(1e-6, "float32 weights, objective evaluated in double");

    private void Check(TrainingResult result)
    {
        (double overSimplex, double beyond) = Heights(new TrainedModel(result));
        Expect("objective over that of the best simplex", overSimplex).ToBeAtMost(1, Float);
        Expect("share of the logits beyond rank 7", beyond).ToBeAtMost(0, Within.Of(0.01, "a simplex has two ninths of them there"));
    }

    private void CheckSimplex(TrainingResult result) =>
        Expect("distance of the centred means to the simplex ETF", result.Last["nc2.etf.means.classmean"]).ToBeZero(Within.Of(0.05, "as NET-SELI allows at R = 1"));

    private (double OverSimplex, double BeyondRankSeven) Heights(TrainedModel model)
    {
        Problem problem = model.Problem;
        double simplex = Predict(("K", problem.Classes), ("n", problem.Samples[0]), ("lambdaW", problem.LambdaW.Count == 1 ? problem.LambdaW[0] : problem.LambdaW), ("lambdaH", problem.LambdaH)).Number("simplexObjective");
        double[] spectrum = Spectrum(model.Logits);
        return (model.Objective / simplex, spectrum.Skip(7).Sum() / spectrum.Sum());
    }

    // Squared singular values of the mean logits less their mean over classes, the largest first.
    private static double[] Spectrum(Matrix logits)
    {
        var centred = Matrix.Create(logits.Rows, logits.Columns, (i, k) => logits[i, k] - logits.Row(i).ToArray().Average());
        return [.. SymmetricEigen.Decompose(centred * centred.Transpose()).Values.Select(v => Math.Max(0, v)).OrderDescending()];
    }
}
