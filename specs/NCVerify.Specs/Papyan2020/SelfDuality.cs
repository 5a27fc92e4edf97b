using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using Nc3 = NCVerify.Claims.Papyan2020.SelfDuality;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NC-3: classifiers and centred class means coincide up to one scale.</summary>
public sealed class SelfDuality : TerminalPhaseSpec<Nc3>
{
    private static IEnumerable<TestCaseData> Balanced => NeuralCollapseSettings.Balanced();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void AtTheCertifiedMinimiser(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Balanced))]
    public void FromRandomStarts(Problem problem) => Check(RandomStartSolution(problem), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void UnevenClassesAreNotSelfDual() => Check(CertifiedSolution(NeuralCollapseSettings.Uneven), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        MeasureReport metrics = Measured.Of(solution);
        Prediction duality = Predict(("K", solution.Problem.Classes));
        Expect("$\\lVert W/\\lVert W\\rVert - \\bar M/\\lVert \\bar M\\rVert \\rVert$", metrics.Metric("nc3.duality.classmean")).ToEqual(duality["selfDualityError"], within);
        Expect("smallest $\\cos(w_k, \\mu_k - \\mu_G)$", 1 - metrics.Metric("nc3.misalignment.max.classmean")).ToEqual(duality["cosWH"], within);
        Expect("$\\lVert W\\mu_G + b \\rVert$", metrics.Metric("nc4.globalmean.classmean")).ToEqual(duality["biasAtGlobalMean"], within);
    }

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.LargeImbalanced))]
    public void AtRatioOneHundredTheLiteraturesNetworksDoNot(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Imbalanced))]
    public void UnderStepImbalanceItDoesNotHold(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.EverySeed))]
    public void NoSeedIsOutsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed)
    {
        (double mean, Within interval) = ReferenceDistribution.Of(experiment).Log10("nc3.duality.classmean");
        Expect("$\\log_{10}$ of the self-duality error", Math.Log10(Network(NetworkRuns.Experiment(experiment), engine, seed).Last["nc3.duality.classmean"])).ToEqual(mean, interval);
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.EverySeed))]
    public void AShorterTrainingIsOutsideTheReference(string experiment, string engine, ulong seed)
    {
        (double mean, Within interval) = ReferenceDistribution.Of(experiment).Log10("nc3.duality.classmean");
        Expect("$\\log_{10}$ of the self-duality error", Math.Log10(Network(TerminalPhase.FirstEpoch(experiment), engine, seed).Last["nc3.duality.classmean"])).ToEqual(mean, interval);
    }

    protected override void CheckNetwork(TrainingResult result, bool draw = false)
    {
        (double limit, Within within) = TerminalPhase.Limit(result.Experiment, "nc3.duality.classmean");
        Expect("$\\lVert W/\\lVert W\\rVert - \\bar M/\\lVert \\bar M\\rVert \\rVert$ of a trained network", result.Last["nc3.duality.classmean"]).ToBeAtMost(limit, within);
        if (draw)
        {
            Draw(TerminalPhase.Course(result, "NC3 over epochs", "A curve that stays above its limit.", ("self-duality error", "nc3.duality.classmean")));
        }
    }
}
