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
    private static IEnumerable<TestCaseData> All => NetworkCases.Of("net-seli-r1", "net-seli-r10", "net-seli-r100");

    private static IEnumerable<TestCaseData> Imbalanced => NetworkCases.Of("net-seli-r10", "net-seli-r100");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(All))]
    public void NearTheMinimumAtTheirPenalties(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        Distances(result, model, minimum.MeanGram, minimum.ClassifierGram, minimum.Z);
        Expect("relative excess of the objective over the minimum", (model.Objective / minimum.Objective) - 1).ToBeAtMost(0, NetworkChecks.Limit(result.Experiment, "excess"));
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Imbalanced))]
    public void FourTimesNearerThanEtfAndSeli(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        (Matrix etf, Seli seli) = References(result);
        Nearest("$M^{\\top}M$", model.MeanGram, minimum.MeanGram, etf, seli.MeanGram);
        Nearest("$WW^{\\top}$", model.ClassifierGram, minimum.ClassifierGram, etf, seli.ClassifierGram);
        Draw(Distances(result, model, minimum, etf, seli, experiment, engine));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void NoNetworkLiesBelowTheCertifiedBound(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Expect("objective over the lower bound", model.Objective / Bound(model.Problem, model.Candidate).Value).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Imbalanced))]
    public void TheyAreNotNearTheEtf(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Matrix etf = References(result).Etf;
        Distances(result, new TrainedModel(result), etf, etf, etf);
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Imbalanced))]
    public void TheyAreNotNearSeli(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Seli seli = References(result).Seli;
        Distances(result, new TrainedModel(result), seli.MeanGram, seli.ClassifierGram, seli.Logits);
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

    private void Distances(TrainingResult result, TrainedModel model, Matrix means, Matrix classifier, Matrix logits)
    {
        Within limit = NetworkChecks.Limit(result.Experiment, "gram");
        Expect("$d(M^{\\top}M,\\cdot)$", GeometryDistance.Of(model.MeanGram, means)).ToBeZero(limit);
        Expect("$d(WW^{\\top},\\cdot)$", GeometryDistance.Of(model.ClassifierGram, classifier)).ToBeZero(limit);
        Expect("$d(WM,\\cdot)$", GeometryDistance.Of(model.Logits, logits)).ToBeZero(limit);
    }

    private void Nearest(string name, Matrix trained, Matrix minimum, Matrix etf, Matrix seli)
    {
        double near = GeometryDistance.Of(trained, minimum), others = Math.Min(GeometryDistance.Of(trained, etf), GeometryDistance.Of(trained, seli));
        Expect($"{name}: distance to the certified minimum over the lesser of those to ETF and SELI", near / others).ToBeAtMost(0.25, Within.Of(0, "the claim's own factor of four"));
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
