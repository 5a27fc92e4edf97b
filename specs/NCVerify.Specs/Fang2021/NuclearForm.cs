using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm0 = NCVerify.Claims.Fang2021.NuclearForm;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-0: the layer-peeled model is a nuclear-norm ball of radius K sqrt(E_W E_H).</summary>
public sealed class NuclearForm : ClaimSpec<Lpm0>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(PeeledSettings.Peeled([6, 5, 3, 2], 1, 2, 3));
        yield return Regime.Of(PeeledSettings.Peeled([9, 6, 3, 2, 1], 2, 1, 5));
        yield return Regime.Of(PeeledSettings.Peeled([4, 4, 4], 1.5, 1.5, 5));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void GramsAreFunctionsOfTheLogits(Problem problem) => Check(CertifiedSolution(problem), Within.Of(1e-6, "square root of an eigenvalue that is zero up to rounding"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void OnlyTheProductOfTheEnergiesMatters(Problem problem) => CheckSameLogits(problem, problem with { EnergyW = problem.EnergyW * 4, EnergyH = problem.EnergyH / 4 });

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsOfAllSamplesFindIt(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Expect("logits of all samples against one feature per class", solution.Z).ToEqual(CertifiedSolution(problem).Z, Within.Of(1e-8, "first-order solver"));
        Expect("within-class share of the features' energy", Grams.WithinClassShare(solution.Run.Candidate.SampleFeatures!, problem.Samples)).ToBeZero(Within.Of(1e-16, "square of a first-order error"));
        Check(solution, Within.Of(1e-6, "square root of an eigenvalue that is zero up to rounding"));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Problems))]
    public void AnotherProductGivesOtherLogits(Problem problem) => CheckSameLogits(problem, problem with { EnergyW = problem.EnergyW / 2 });

    private void Check(CertifiedSolution s, Within within)
    {
        Problem p = s.Problem;
        Prediction predicted = Predict(("K", p.Classes), ("EW", p.EnergyW), ("EH", p.EnergyH));
        Matrix rows = Root(s.Z * s.Z.Transpose()), columns = Root(s.Z.Transpose() * s.Z);
        Expect("nuclear norm of the logits", rows.Trace()).ToEqual(predicted["nuclearRadius"], within);
        Expect("classifier Gram $WW^\\top$", s.ClassifierGram).ToEqual(rows.Scale(predicted.Number("wGramFactor")), within);
        Expect("class-mean Gram $M^\\top M$", s.MeanGram).ToEqual(columns.Scale(predicted.Number("hGramFactor")), within);
    }

    private void CheckSameLogits(Problem a, Problem b) =>
        Expect("logits with other energies", CertifiedSolution(b).Z).ToEqual(CertifiedSolution(a).Z, Within.Of(1e-9, "certified solutions; 1e-12 was seen"));

    private static Matrix Root(Matrix gram) => SymmetricEigen.Decompose(gram).Function(v => Math.Sqrt(Math.Max(0, v)));
}
