using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli01 = NCVerify.Claims.Thrampoulidis2022.SpectrumOfEncodedLabels;
using Seli02 = NCVerify.Claims.Thrampoulidis2022.StepSpectrum;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-02: a STEP profile has three distinct singular values, with known multiplicities.</summary>
public sealed class StepSpectrum : ClaimSpec<Seli02>
{
    private static IEnumerable<TestCaseData> Steps => SeliSettings.Steps();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Steps))]
    public void SingularValuesOfTheSampleLevelMatrix(StepProfile step) => Check(step, step.Sizes());

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Steps))]
    public void TheNuclearNormIsTheCertifiedValueOfTheSeparationProblem(StepProfile step) =>
        Expect("certified value of the separation problem", CertifiedSolution(Problem.Separation(step.Sizes())).Objective).ToEqual(Predict(SeliSettings.Parameters(step))["nuclearNorm"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void TheGeneralFormulaAgrees(StepProfile step)
    {
        Prediction general = PredictFor<Seli01>(("n", step.Sizes()));
        Expect("singular values, general formula", general["singularValues"]).ToEqual(Spectrum(step), Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void SizesOutOfStepHaveAnother() => Check(new StepProfile(2, 3, 20, 2), [50, 20, 7, 3, 1]);

    private void Check(StepProfile step, int[] sizes)
    {
        double[] measured = SpectrumOfEncodedLabels.SingularValues(SpectrumOfEncodedLabels.SelMatrix(sizes, (_, _) => 1.0 / sizes.Length));
        Expect("singular values of $PY$ by SVD", measured).ToEqual(Spectrum(step), Within.Rounding);
        Expect("nuclear norm", measured.Sum()).ToEqual(Predict(SeliSettings.Parameters(step))["nuclearNorm"], Within.Rounding);
    }

    private double[] Spectrum(StepProfile step)
    {
        Prediction values = Predict(SeliSettings.Parameters(step));
        double[] all =
        [
            .. Enumerable.Repeat(values.Number("singularValueMaj"), step.Majority - 1),
            .. Enumerable.Repeat(values.Number("singularValueMin"), step.Minority - 1),
            values.Number("singularValueGroup"),
        ];
        return [.. all.OrderDescending()];
    }
}
