using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Nc2 = NCVerify.Claims.Papyan2020.ConvergenceToSimplexEtf;

namespace NCVerify.Specs.Papyan2020;

/// <summary>NC-2: class means, centred, and classifiers have equal lengths and maximal equal angles.</summary>
public sealed class ConvergenceToSimplexEtf : ClaimSpec<Nc2>
{
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
}
