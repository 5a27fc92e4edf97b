using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using Nc1 = NCVerify.Claims.Papyan2020.VariabilityCollapse;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NC-1: at a minimiser the features of a class coincide.</summary>
public sealed class VariabilityCollapse : ClaimSpec<Nc1>
{
    private static IEnumerable<TestCaseData> Balanced => NeuralCollapseSettings.Balanced();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void AtASampleLevelPointProvedOptimal(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Expect("relative gap", solution.RelativeGap).ToBeZero(Within.Of(1e-10, "relative gap that counts as globally optimal"));
        Check(Measured.Of(solution), problem);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Balanced))]
    public void FromFiveOtherSeeds(Problem problem)
    {
        for (ulong seed = 2; seed <= 6; seed++)
        {
            Check(Measured.Of(RandomStartSolution(problem, seed)), problem);
        }
    }

    [Test, Oracle(OracleKind.Solver)]
    public void ForUnevenClassesToo()
    {
        // NC1 needs no balance (Hong and Ling; fact F3), unlike NC2 to NC4.
        CertifiedSolution solution = RandomStartSolution(NeuralCollapseSettings.Uneven);
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$, uneven classes", Measured.Of(solution).Metric("nc1.pinv.classmean")).ToBeZero(Tolerance);
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Balanced))]
    public void WithNoiseOnEveryFeatureTheyDoNot(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Matrix exact = solution.Run.Candidate.SampleFeatures!;
        Check(Measured.Of(exact + new CounterRandom(5).GaussianMatrix(exact.Rows, exact.Columns, 1e-3), problem.Samples), problem);
    }

    private static Within Tolerance => Within.Of(1e-11, "square of the first-order solver's error; noise of 1e-3 gives about 1e-6");

    private void Check(MeasureReport metrics, Problem problem)
    {
        Prediction collapse = Predict(NeuralCollapseSettings.Parameters(problem));
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$", metrics.Metric("nc1.pinv.classmean")).ToEqual(collapse["nc1"], Tolerance);
        Expect("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", metrics.Metric("nc1.quotient")).ToEqual(collapse["nc1Quotient"], Tolerance);
        Expect("class-distance normalised variance", metrics.Metric("nc1.cdnv")).ToEqual(collapse["cdnv"], Tolerance);
    }

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void InTheTerminalPhaseOnGeneratedImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Real))]
    public void InTheTerminalPhaseOnRealImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Large))]
    public void InTheTerminalPhaseOfTheLiteraturesNetworks(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void AfterTheFirstEpochItDoesNotHold(string experiment, string engine, ulong seed) => CheckNetwork(Network(TerminalPhase.FirstEpoch(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void TheSameBitsWithOneThreadAndTwo(string experiment, string engine, ulong seed) => CheckBits(experiment, engine, seed);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Real))]
    public void TheSameBitsOnRealImages(string experiment, string engine, ulong seed) => CheckBits(experiment, engine, seed);

    private void CheckBits(string experiment, string engine, ulong seed)
    {
        Experiment brief = NetworkRuns.Experiment(experiment) with { Epochs = 2 };
        (double[] one, double[] two) = NetworkRuns.DigestsOnThreads(brief, engine, seed);
        Expect("SHA-256 of the weights with one thread, as eight numbers", one).ToEqual(two, Within.Of(0, "the same bits"));
    }

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.EverySeed))]
    public void NoSeedIsOutsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed)
    {
        (double mean, Within interval) = ReferenceDistribution.Of(experiment).Log10("nc1.pinv.classmean");
        Expect("$\\log_{10}$ of NC1", Math.Log10(Network(NetworkRuns.Experiment(experiment), engine, seed).Last["nc1.pinv.classmean"])).ToEqual(mean, interval);
    }

    private void CheckNetwork(TrainingResult result, bool draw = false)
    {
        (double accuracy, Within exact) = TerminalPhase.Limit(result.Experiment, "trainAccuracy");
        (double fall, Within factor) = TerminalPhase.Limit(result.Experiment, "nc1.fall");
        (double limit, Within within) = TerminalPhase.Limit(result.Experiment, "nc1.pinv.classmean");
        double start = result.TerminalStart is { } first ? first["nc1.pinv.classmean"] : 0, end = result.Last["nc1.pinv.classmean"];
        Expect("training accuracy", result.Last.TrainAccuracy).ToBeAtLeast(accuracy, exact with { Absolute = 0 });
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$ at zero training error over that at the end", start / end).ToBeAtLeast(fall, factor);
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$ at the end", end).ToBeAtMost(limit, within);
        if (draw)
        {
            Draw(TerminalPhase.Course(result, "NC1 over epochs", "A curve that stays level after zero training error.", ("NC1", "nc1.pinv.classmean"), ("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", "nc1.quotient"), ("CDNV", "nc1.cdnv")));
        }
    }
}
