using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Clm03 = NCVerify.Claims.Ma2025.OrdinalPhaseTransition;

namespace NCVerify.Specs.Ma2025;

/// <summary>CLM-03: everything is zero exactly from Lambda_c on.</summary>
public sealed class OrdinalPhaseTransition : ClaimSpec<Clm03>
{
    private static IEnumerable<TestCaseData> Cases => OrdinalSettings.Cases();

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Cases))]
    public void ItIsTheNormOfTheNumericalGradientAtZero(CumulativeLinkModel model)
    {
        const double Step = 1e-4;
        OrdinalScale scale = model.Scale;
        double norm2 = 0;
        for (int q = 0; q < scale.Classes; q++)
        {
            // Fourth-order central difference of the loss.
            double slope = ((8 * (scale.Loss(q, Step) - scale.Loss(q, -Step))) - scale.Loss(q, 2 * Step) + scale.Loss(q, -2 * Step)) / (12 * Step);
            norm2 += scale.Sizes[q] * slope * slope;
        }

        Expect("norm of the loss gradient at 0, by differences", Math.Sqrt(norm2)).ToEqual(Threshold(model), Within.Of(1e-9, "differences of step 1e-4: rounding 1e-12 per class size, truncation 1e-16"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Cases))]
    public void FromItOnZeroIsGloballyOptimal(CumulativeLinkModel model) => CheckCertified(model, 1.0001);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Cases))]
    public void BelowItZeroIsNotCertified(CumulativeLinkModel model) => CheckCertified(model, 0.98);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Cases))]
    public void AboveItRandomStartsEndAtZero(CumulativeLinkModel model) => CheckZero(model, 1.02);

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Cases))]
    public void BelowItTheyDoNot(CumulativeLinkModel model) => CheckZero(model, 0.98);

    [Test, Oracle(OracleKind.Solver)]
    public void ClassifierNormOverThePenalty()
    {
        double[] factors = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.02, 1.05, 1.1, 1.2];
        var series = new List<Series>();
        foreach (CumulativeLinkModel model in OrdinalSettings.Models)
        {
            FreeMinimum[] minima = [.. factors.Select(f => RandomStartMinimum(OrdinalSettings.At(model, f * Threshold(model))))];
            double[] measured = [.. minima.Select(Norm)];
            Expect($"$\\lVert H \\rVert_F - \\lVert w \\rVert$, {model.Scale.Link.Name}", minima.Select(m => Math.Sqrt(m.Point[1].Data.Sum(x => x * x)) - Norm(m)).ToArray()).ToBeZero(Within.Of(1e-9, "equal penalties balance the norms; L-BFGS to a gradient of 1e-11"));
            Expect($"$\\lVert w \\rVert$ past the threshold, {model.Scale.Link.Name}", measured[7..]).ToBeZero(Within.Of(1e-10, "L-BFGS to a gradient of 1e-11, 2 per cent of the penalty above"));
            Expect($"$\\lVert w \\rVert$ before it, {model.Scale.Link.Name}", measured[..7]).ToBeAtLeast(0.05, Within.Of(0, "the norm grows as the square root of the distance"));
            series.Add(new(model.Scale.Link.Name, SeriesRole.Measured, factors, measured));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "norm",
            Title = "Norm of the classifier over the penalty",
            Caption = "Three links, uneven classes, $\\lambda_w = \\lambda_h = \\Lambda$. Every curve reaches zero at its own predicted $\\Lambda_c$.",
            RefutedBy = "a norm that is zero before the line, or not zero after it",
            X = new Axis("$\\Lambda/\\Lambda_c$"),
            Y = new Axis("$\\lVert w \\rVert$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["predicted"] = 1 },
            Series = series,
        });
    }

    private void CheckCertified(CumulativeLinkModel model, double factor)
    {
        double atZero = model.Scale.Sizes.Select((n, q) => n * model.Scale.Loss(q, 0)).Sum();
        double bound = Workbench.Current.OrdinalBound(model.Scale, factor * Threshold(model), new double[model.Scale.Classes]);
        Expect("objective at zero minus rigorous lower bound", atZero - bound).ToBeZero(Within.Of(1e-11, "sums of double precision"));
    }

    private void CheckZero(CumulativeLinkModel model, double factor) =>
        Expect("$\\lVert w \\rVert$", Norm(RandomStartMinimum(OrdinalSettings.At(model, factor * Threshold(model))))).ToBeZero(Within.Of(1e-10, "L-BFGS to a gradient of 1e-11, 2 per cent of the penalty above"));

    private static double Norm(FreeMinimum minimum) => Math.Sqrt(minimum.Point[0].Data.Sum(x => x * x));

    private double Threshold(CumulativeLinkModel model) => Predict(OrdinalSettings.Parameters(model.Scale)).Number("lambdaC");
}
