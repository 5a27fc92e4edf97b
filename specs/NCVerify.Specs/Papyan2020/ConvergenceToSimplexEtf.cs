using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using Nc2 = NCVerify.Claims.Papyan2020.ConvergenceToSimplexEtf;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NC-2: class means, centred, and classifiers have equal lengths and maximal equal angles.</summary>
public sealed class ConvergenceToSimplexEtf : TerminalPhaseSpec<Nc2>
{
    private static readonly (string Quantity, string Metric)[] NetworkMetrics =
    [
        ("distance of the centred means to the simplex ETF", "nc2.etf.means.classmean"),
        ("distance of the classifiers to the simplex ETF", "nc2.etf.weights"),
        ("equinorm of the centred means", "nc2.equinorm.ddof0.means.classmean"),
        ("equinorm of the classifiers", "nc2.equinorm.ddof0.weights"),
        ("equiangle of the centred means", "nc2.equiangle.ddof0.means.classmean"),
        ("equiangle of the classifiers", "nc2.equiangle.ddof0.weights"),
        ("maximal angle of the centred means", "nc2.maxequiangle.mean.means.classmean"),
        ("maximal angle of the classifiers", "nc2.maxequiangle.mean.weights"),
    ];

    private static IEnumerable<TestCaseData> Balanced => NeuralCollapseSettings.Balanced();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void AtTheCertifiedMinimiser(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Balanced))]
    public void FromRandomStarts(Problem problem) => Check(RandomStartSolution(problem), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void UnevenClassesFormNoEtf() => Check(CertifiedSolution(NeuralCollapseSettings.Uneven), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        MeasureReport metrics = Measured.Of(solution);
        Prediction etf = Predict(("K", solution.Problem.Classes));
        Expect("equal lengths of means: std / mean", metrics.Metric("nc2.equinorm.ddof0.means.classmean")).ToEqual(etf["equinormMeans"], within);
        Expect("equal lengths of classifiers: std / mean", metrics.Metric("nc2.equinorm.ddof0.weights")).ToEqual(etf["equinormClassifiers"], within);
        Expect("equal angles of means: std of cosines", metrics.Metric("nc2.equiangle.ddof0.means.classmean")).ToEqual(etf["equiangularMeans"], within);
        Expect("equal angles of classifiers: std of cosines", metrics.Metric("nc2.equiangle.ddof0.weights")).ToEqual(etf["equiangularClassifiers"], within);
        Expect("maximal angles of means: mean $|\\cos + 1/(K-1)|$", metrics.Metric("nc2.maxequiangle.mean.means.classmean")).ToEqual(etf["maxEquiangularMeans"], within);
        Expect("maximal angles of classifiers: mean $|\\cos + 1/(K-1)|$", metrics.Metric("nc2.maxequiangle.mean.weights")).ToEqual(etf["maxEquiangularClassifiers"], within);
        Expect("ETF error of means", metrics.Metric("nc2.etf.means.classmean")).ToEqual(etf["etfErrorMeans"], within);
        Expect("ETF error of classifiers", metrics.Metric("nc2.etf.weights")).ToEqual(etf["etfErrorClassifiers"], within);
        Expect("$\\cos(w_1, w_2)$", solution.ClassifierGram.Cosine(0, 1)).ToEqual(etf["cos"], within);
    }

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.LargeImbalanced))]
    public void AtRatioOneHundredTheLiteraturesNetworksDoNot(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Imbalanced))]
    public void UnderStepImbalanceItDoesNotHold(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.EverySeed))]
    public void NoSeedIsOutsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed)
    {
        (double mean, Within interval) = ReferenceDistribution.Of(experiment).Log10("nc2.etf.means.classmean");
        Expect("$\\log_{10}$ of the distance of the centred means to the simplex ETF", Math.Log10(Network(NetworkRuns.Experiment(experiment), engine, seed).Last["nc2.etf.means.classmean"])).ToEqual(mean, interval);
    }

    protected override void CheckNetwork(TrainingResult result, bool draw = false)
    {
        foreach ((string quantity, string metric) in NetworkMetrics)
        {
            (double limit, Within within) = TerminalPhase.Limit(result.Experiment, metric);
            Expect(quantity, result.Last[metric]).ToBeAtMost(limit, within);
        }

        if (draw)
        {
            Draw(TerminalPhase.Course(result, "NC2 over epochs", "A curve that stays above its limit.", [.. NetworkMetrics]));
        }
    }
}
