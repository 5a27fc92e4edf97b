using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetSeli = NCVerify.Claims.TrainedNetworks.FinitePenaltiesDecide;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-SELI: networks are near the minimum for their penalties, not near ETF or SELI.</summary>
[Tier(Tier.Network)]
public sealed class FinitePenaltiesDecide : ClaimSpec<NetSeli>
{
    private static readonly string[] Ratios = ["net-seli-r1", "net-seli-r10", "net-seli-r100"];

    private static IEnumerable<TestCaseData> All => NetworkCases.Of(Ratios);

    private static IEnumerable<TestCaseData> Imbalanced => NetworkCases.Of(Ratios[1..]);

    private static IEnumerable<TestCaseData> AllOtherSeeds => NetworkCases.OtherSeeds(Ratios);

    private static IEnumerable<TestCaseData> ImbalancedOtherSeeds => NetworkCases.OtherSeeds(Ratios[1..]);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Ratios);

    private static IEnumerable<TestCaseData> ImbalancedLarge => NetworkCases.PaperScale(Ratios[1..]);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed("net-seli-r10");

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds("net-seli-r10");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(All))]
    public void NearTheMinimumAtTheirPenalties(string experiment, string engine, ulong seed) => CheckNear(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(AllOtherSeeds))]
    public void NearTheMinimumOnOtherSeeds(string experiment, string engine, ulong seed) => CheckNear(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Imbalanced))]
    public void FourTimesNearerThanEtfAndSeli(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        CheckNearest(result);
        var model = new TrainedModel(result);
        (Matrix etf, Seli seli) = References(result);
        Draw(Distances(result, model, CertifiedSolution(model.Problem), etf, seli, experiment, engine));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ImbalancedOtherSeeds))]
    public void FourTimesNearerOnOtherSeeds(string experiment, string engine, ulong seed) => CheckNearest(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => CheckNear(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(ImbalancedLarge))]
    public void FourTimesNearerAtPaperScale(string experiment, string engine, ulong seed) => CheckNearest(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        List<SeedMean> toMinimum = [], toEtf = [], toSeli = [];
        foreach (string id in Ratios)
        {
            IReadOnlyList<TrainingResult> runs = Networks(id, engine);
            TrainedModel[] models = [.. runs.Select(r => new TrainedModel(r))];
            CertifiedSolution minimum = CertifiedSolution(models[0].Problem);
            (Matrix etf, Seli seli) = References(runs[0]);
            toMinimum.Add(SeedMean.Of(models, m => GeometryDistance.Of(m.MeanGram, minimum.MeanGram)));
            toEtf.Add(SeedMean.Of(models, m => GeometryDistance.Of(m.MeanGram, etf)));
            toSeli.Add(SeedMean.Of(models, m => GeometryDistance.Of(m.MeanGram, seli.MeanGram)));
            Within limit = NetworkChecks.Limit(runs[0].Experiment, "gram");
            ExpectMean(id, "$d(M^{\\top}M,\\cdot)$ to the minimum", toMinimum[^1]).ToBeAtMost(0, limit);
            ExpectMean(id, "$d(WW^{\\top},\\cdot)$ to the minimum", SeedMean.Of(models, m => GeometryDistance.Of(m.ClassifierGram, minimum.ClassifierGram))).ToBeAtMost(0, limit);
            ExpectMean(id, "$d(WM,\\cdot)$ to the minimum", SeedMean.Of(models, m => GeometryDistance.Of(m.Logits, minimum.Z))).ToBeAtMost(0, limit);
        }

        double[] ratios = [1, 10, 100];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "distances-" + engine,
            Title = "Distance of trained class means to three geometries",
            Caption = "$d(M^{\\top}M,\\cdot)$ at the end of training on MNIST, over the ratio of class sizes.",
            RefutedBy = "A curve of the certified minimum that does not lie below the others for $R>1$.",
            X = new("step imbalance $R$", Logarithmic: true),
            Y = new("distance", Logarithmic: true),
            Series = [SeedMean.LogarithmicSeries("to the certified minimum", ratios, toMinimum), SeedMean.LogarithmicSeries("to the ETF", ratios, toEtf), SeedMean.LogarithmicSeries("to SELI", ratios, toSeli)],
        });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void NoNetworkLiesBelowTheCertifiedBound(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Expect("objective over the lower bound", model.Objective / Bound(model.Problem, model.Candidate).Value).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Imbalanced))]
    public void TheEtfIsNotFourTimesNearer(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        (Matrix etf, Seli seli) = References(result);
        Nearest("$M^{\\top}M$", model.MeanGram, etf, CertifiedSolution(model.Problem).MeanGram, seli.MeanGram);
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Imbalanced))]
    public void SeliIsNotFourTimesNearer(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        (Matrix etf, Seli seli) = References(result);
        Nearest("$M^{\\top}M$", model.MeanGram, seli.MeanGram, CertifiedSolution(model.Problem).MeanGram, etf);
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(All))]
    public void AfterFiveEpochsTheyAreNotThereYet(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkChecks.Early(experiment), engine, seed);
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        Distances(result, model, minimum.MeanGram, minimum.ClassifierGram, minimum.Z);
    }

    private static (Matrix Etf, Seli Seli) References(TrainingResult result)
    {
        int k = result.ClassSizes.Count;
        return (Matrix.Create(k, k, (i, j) => (i == j ? 1.0 : 0.0) - (1.0 / k)), new Seli(result.ClassSizes));
    }

    private void CheckNear(TrainingResult result)
    {
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        Distances(result, model, minimum.MeanGram, minimum.ClassifierGram, minimum.Z);
        Expect("relative excess of the objective over the minimum", (model.Objective / minimum.Objective) - 1).ToBeAtMost(0, NetworkChecks.Limit(result.Experiment, "excess"));
    }

    private void CheckNearest(TrainingResult result)
    {
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        (Matrix etf, Seli seli) = References(result);
        Nearest("$M^{\\top}M$", model.MeanGram, minimum.MeanGram, etf, seli.MeanGram);
        Nearest("$WW^{\\top}$", model.ClassifierGram, minimum.ClassifierGram, etf, seli.ClassifierGram);
    }

    private void Distances(TrainingResult result, TrainedModel model, Matrix means, Matrix classifier, Matrix logits)
    {
        Within limit = NetworkChecks.Limit(result.Experiment, "gram");
        Expect("$d(M^{\\top}M,\\cdot)$", GeometryDistance.Of(model.MeanGram, means)).ToBeZero(limit);
        Expect("$d(WW^{\\top},\\cdot)$", GeometryDistance.Of(model.ClassifierGram, classifier)).ToBeZero(limit);
        Expect("$d(WM,\\cdot)$", GeometryDistance.Of(model.Logits, logits)).ToBeZero(limit);
    }

    private void Nearest(string name, Matrix trained, Matrix nearest, Matrix second, Matrix third)
    {
        double near = GeometryDistance.Of(trained, nearest), others = Math.Min(GeometryDistance.Of(trained, second), GeometryDistance.Of(trained, third));
        Expect($"{name}: least distance over the lesser of the two others", near / others).ToBeAtMost(0.25, Within.Of(0, "the claim's own factor of four"));
    }

    private Figure Distances(TrainingResult result, TrainedModel model, CertifiedSolution minimum, Matrix etf, Seli seli, string experiment, string engine) => new()
    {
        Claim = Claim.Id,
        Id = $"grams-{experiment}-{engine}",
        Title = "Class means of the trained network, of the minimum at its penalties, and of SELI",
        Caption = $"$M^{{\\top}}M$, each divided by its norm: {result.Experiment.Title}. Distances of the trained one: {Exact.Format(GeometryDistance.Of(model.MeanGram, minimum.MeanGram), 2)} to the certified minimum, {Exact.Format(GeometryDistance.Of(model.MeanGram, etf), 2)} to the ETF, {Exact.Format(GeometryDistance.Of(model.MeanGram, seli.MeanGram), 2)} to SELI.",
        RefutedBy = "A trained matrix that looks like the last one, or like neither.",
        HeatMaps = [new("trained", Unit(model.MeanGram)), new("certified minimum", Unit(minimum.MeanGram)), new("SELI", Unit(seli.MeanGram))],
    };

    private static Matrix Unit(Matrix m) => (1 / m.FrobeniusNorm()) * m;
}
