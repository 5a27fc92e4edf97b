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

    private static IEnumerable<TestCaseData> Free => NetworkCases.Of("net-seli-r10");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Both))]
    public void OrthogonalMeansOfThePredictedLengths(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Check(result);
        var model = new TrainedModel(result);
        double minimum = Predict(NetworkChecks.Parameters(model.Problem)).Number("optimalObjective");
        Expect("relative excess of the objective over the minimum", (model.Objective / minimum) - 1).ToBeAtMost(0, NetworkChecks.Limit(result.Experiment, "excess"));
        Expect("objective over the minimum: nothing lies below", model.Objective / minimum).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
        Expect("share of $\\sum_i\\lVert h_i\\rVert^2$ within classes", model.WithinShare).ToBeZero(NetworkChecks.Limit(result.Experiment, "within"));
        Draw(TerminalPhase.Course(result, "Within-class variability over epochs", "Variability that stays level while the loss still falls.", ("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", "nc1.quotient"), ("NC1", "nc1.pinv.classmean")));
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

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Both))]
    public void AfterFiveEpochsItIsFarFromThere(string experiment, string engine, ulong seed) => Check(Network(NetworkChecks.Early(experiment), engine, seed));

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Free))]
    public void WithoutTheLastReluTheMeansAreNotOrthogonal(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkRuns.Experiment("net-relu-step"));

    private void Check(TrainingResult result, Experiment? limits = null)
    {
        var model = new TrainedModel(result);
        Prediction predicted = Predict(NetworkChecks.Parameters(model.Problem));
        Within limit = NetworkChecks.Limit(limits ?? result.Experiment, "gram");
        Expect("relative error of $M^{\\top}M$, lengths included", TrainedModel.RelativeError(model.MeanGram, Matrix.Diagonal([.. predicted.Vector("hNorm2")]))).ToBeZero(limit);
        Expect("relative error of $WW^{\\top}$, lengths included", TrainedModel.RelativeError(model.ClassifierGram, predicted.Table("classifierGram"))).ToBeZero(limit);
    }
}
