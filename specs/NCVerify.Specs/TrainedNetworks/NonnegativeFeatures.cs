using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetRelu = NCVerify.Claims.TrainedNetworks.NonnegativeFeatures;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-RELU: nonnegative features become orthogonal, with the lengths that the penalties predict.</summary>
[Tier(Tier.Network)]
public sealed class NonnegativeFeatures : ClaimSpec<NetRelu>
{
    private static IEnumerable<TestCaseData> Balanced => NetworkCases.Of("net-relu-balanced");

    private static IEnumerable<TestCaseData> Both => NetworkCases.Of("net-relu-balanced", "net-relu-step");

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds("net-relu-balanced", "net-relu-step");

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale("net-relu-balanced", "net-relu-step");

    private static IEnumerable<TestCaseData> Free => NetworkCases.Of("net-seli-r10");

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed("net-relu-step");

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds("net-relu-step");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Both))]
    public void OrthogonalMeansOfThePredictedLengths(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        CheckAll(result);
        Draw(TerminalPhase.Course(result, "Within-class variability over epochs", "Variability that stays level while the loss still falls.", ("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", "nc1.quotient"), ("NC1", "nc1.pinv.classmean")));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void OnOtherSeeds(string experiment, string engine, ulong seed) => CheckAll(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => CheckAll(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        foreach (string id in (string[])["net-relu-balanced", "net-relu-step"])
        {
            IReadOnlyList<TrainingResult> runs = Networks(id, engine);
            TrainedModel[] models = [.. runs.Select(r => new TrainedModel(r))];
            Prediction predicted = Predict(NetworkChecks.Parameters(models[0].Problem));
            IReadOnlyList<double> lengths = predicted.Vector("hNorm2");
            Within limit = NetworkChecks.Limit(runs[0].Experiment, "gram");
            ExpectMean(id, "relative error of $M^{\\top}M$, lengths included", SeedMean.Of(models, m => TrainedModel.RelativeError(m.MeanGram, Matrix.Diagonal([.. lengths])))).ToBeAtMost(0, limit);
            ExpectMean(id, "relative error of $WW^{\\top}$, lengths included", SeedMean.Of(models, m => TrainedModel.RelativeError(m.ClassifierGram, predicted.Table("classifierGram")))).ToBeAtMost(0, limit);
            ExpectMean(id, "relative excess of the objective", SeedMean.Of(models, m => (m.Objective / predicted.Number("optimalObjective")) - 1)).ToBeAtMost(0, NetworkChecks.Limit(runs[0].Experiment, "excess"));
            double[] classes = [.. Enumerable.Range(1, lengths.Count).Select(k => (double)k)];
            Draw(new Figure
            {
                Claim = Claim.Id,
                Id = $"lengths-{id}-{engine}",
                Title = "Squared lengths of class means, trained and predicted",
                Caption = $"{runs[0].Experiment.Title}: $\\lVert\\mu_k\\rVert^2$ of each class; no constant is fitted.",
                RefutedBy = "A band that leaves the curve.",
                X = new("class"),
                Y = new("$\\lVert\\mu_k\\rVert^2$"),
                Series =
                [
                    new("closed form", SeriesRole.Predicted, classes, [.. lengths]),
                    SeedMean.Series("trained networks", classes, [.. Enumerable.Range(0, lengths.Count).Select(k => SeedMean.Of(models, m => m.MeanGram[k, k]))]),
                ],
            });
        }
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Balanced))]
    public void CentredTheyAreASimplexEtf(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Expect("distance of the centred means to the simplex ETF", result.Last["nc2.etf.means.classmean"]).ToBeZero(NetworkChecks.Limit(result.Experiment, "gram"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Both))]
    public void TheMinimumIsCertified(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Problem problem = new TrainedModel(result).Problem;
        Expect("minimum", CertifiedSolution(problem).Bound.Value).ToEqual(Predict(NetworkChecks.Parameters(problem))["optimalObjective"], Within.Fraction(1e-10, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Both))]
    public void AfterFiveEpochsItIsFarFromThere(string experiment, string engine, ulong seed) => Check(Network(NetworkChecks.Early(experiment), engine, seed));

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Free))]
    public void WithoutTheLastReluTheMeansAreNotOrthogonal(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkRuns.Experiment("net-relu-step"));

    private void CheckAll(TrainingResult result)
    {
        Check(result);
        var model = new TrainedModel(result);
        double minimum = Predict(NetworkChecks.Parameters(model.Problem)).Number("optimalObjective");
        Expect("relative excess of the objective over the minimum", (model.Objective / minimum) - 1).ToBeAtMost(0, NetworkChecks.Limit(result.Experiment, "excess"));
        Expect("objective over the minimum: nothing lies below", model.Objective / minimum).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
        Expect("share of $\\sum_i\\lVert h_i\\rVert^2$ within classes", model.WithinShare).ToBeZero(NetworkChecks.Limit(result.Experiment, "within"));
    }

    private void Check(TrainingResult result, Experiment? limits = null)
    {
        var model = new TrainedModel(result);
        Prediction predicted = Predict(NetworkChecks.Parameters(model.Problem));
        Within limit = NetworkChecks.Limit(limits ?? result.Experiment, "gram");
        Expect("relative error of $M^{\\top}M$, lengths included", TrainedModel.RelativeError(model.MeanGram, Matrix.Diagonal([.. predicted.Vector("hNorm2")]))).ToBeZero(limit);
        Expect("relative error of $WW^{\\top}$, lengths included", TrainedModel.RelativeError(model.ClassifierGram, predicted.Table("classifierGram"))).ToBeZero(limit);
    }
}
