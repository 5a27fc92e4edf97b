using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using Nc4 = NCVerify.Claims.Papyan2020.NearestClassCentre;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NC-4: the classifier decides for the nearest class mean, on the samples and everywhere else.</summary>
public sealed class NearestClassCentre : ClaimSpec<Nc4>
{
    private const int Points = 4000;

    private static IEnumerable<TestCaseData> Balanced => NeuralCollapseSettings.Balanced();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void AtTheCertifiedMinimiser(Problem problem) => Check(CertifiedSolution(problem));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Balanced))]
    public void FromRandomStarts(Problem problem) => Check(RandomStartSolution(problem));

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ForUnevenClassesTheTwoRulesDifferSomewhere() => Check(CertifiedSolution(NeuralCollapseSettings.Uneven));

    private void Check(CertifiedSolution solution)
    {
        MeasureReport metrics = Measured.Of(solution);
        Prediction rule = Predict(("K", solution.Problem.Classes));
        Within exact = Within.Of(2e-4, "less than one point in 4000 may lie within rounding of a boundary");
        Expect("share of samples on which the rules differ", metrics.Metric("nc4.disagreement")).ToEqual(rule["mismatchFraction"], exact);
        Expect("share of 4000 Gaussian points on which the rules differ", OnRandomPoints(solution)).ToEqual(rule["mismatchFraction"], exact);
    }

    private static double OnRandomPoints(CertifiedSolution s)
    {
        double size = Math.Sqrt(s.MeanGram.Norms2().Max());
        Matrix points = new CounterRandom(11).GaussianMatrix(s.Problem.Dimension, Points, size);
        Matrix logits = s.W * points, products = s.H.Transpose() * points;
        double[] norms2 = s.MeanGram.Norms2();
        int k = s.Problem.Classes;
        int differ = Enumerable.Range(0, Points).Count(i =>
            Enumerable.Range(0, k).MaxBy(c => logits[c, i]) != Enumerable.Range(0, k).MinBy(c => norms2[c] - (2 * products[c, i])));
        return differ / (double)Points;
    }

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void InTheTerminalPhaseOnGeneratedImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Real))]
    public void InTheTerminalPhaseOnRealImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Large))]
    public void InTheTerminalPhaseOfTheLiteraturesNetworks(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void AfterTheFirstEpochItDoesNotHold(string experiment, string engine, ulong seed) => CheckNetwork(Network(TerminalPhase.FirstEpoch(experiment), engine, seed));

    private void CheckNetwork(TrainingResult result, bool draw = false)
    {
        (double limit, Within within) = TerminalPhase.Limit(result.Experiment, "nc4.disagreement");
        Expect("share of training samples on which network and nearest class mean disagree", result.Last["nc4.disagreement"]).ToBeAtMost(limit, within);
        if (draw)
        {
            Draw(TerminalPhase.Course(result, "NC4 over epochs", "A share that stays above its limit. Epochs without any disagreement are not drawn.", ("disagreement", "nc4.disagreement")));
        }
    }
}
