using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Clm01 = NCVerify.Claims.Ma2025.OrdinalEquationOfState;

namespace NCVerify.Specs.Ma2025;

/// <summary>CLM-01: collapse, alignment, and the equation of state.</summary>
public sealed class OrdinalEquationOfState : ClaimSpec<Clm01>
{
    private static IEnumerable<TestCaseData> Cases => OrdinalSettings.Cases();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Cases))]
    public void RandomStartsFindIt(CumulativeLinkModel model) => Check(model, model);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Cases))]
    public void NoClassifierAndFeaturesLieBelowIt(CumulativeLinkModel model)
    {
        Prediction state = At(model);
        double bound = Workbench.Current.OrdinalBound(model.Scale, model.Lambda, state.Vector("z"));
        Expect("predicted minimum minus rigorous lower bound", state.Number("objective") - bound).ToBeZero(Within.Of(1e-10, "the bound gives away its own rounding"));
    }

    [Test, Oracle(OracleKind.Solver)]
    public void LatentValuesOverThePenalty()
    {
        CumulativeLinkModel model = OrdinalSettings.Models[0];
        double[] lambdas = [.. Enumerable.Range(0, 14).Select(i => 0.02 * Math.Pow(1.5, i))];
        double[][] measured = [.. lambdas.Select(l => OrdinalSettings.PerClass(model, OrdinalSettings.Latent(RandomStartMinimum(OrdinalSettings.At(model, l)))))];
        IReadOnlyList<double>[] predicted = [.. lambdas.Select(l => At(OrdinalSettings.At(model, l)).Vector("z"))];
        var series = new List<Series>();
        for (int q = 0; q < model.Scale.Classes; q++)
        {
            double[] points = [.. measured.Select(z => z[q])], line = [.. predicted.Select(z => z[q])];
            Expect($"$z_{q + 1}$ over $\\Lambda$", points).ToEqual(line, Latents);
            series.Add(new($"$z_{q + 1}$, equation of state", SeriesRole.Predicted, lambdas, line));
            series.Add(new($"$z_{q + 1}$, all samples", SeriesRole.Measured, lambdas, points));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "latent",
            Title = "Latent values over the penalty, logit link, n = 12, 5, 8, 3",
            Caption = "Inner classes sit near the midpoints of their thresholds, edge classes recede as the penalty vanishes, and all meet at zero at the threshold.",
            RefutedBy = "a point off its line",
            X = new Axis("$\\Lambda$ (sum loss)", Logarithmic: true),
            Y = new Axis("latent value $z_q$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["all vanish"] = At(model).Number("lambdaC") },
            Series = series,
        });
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Cases))]
    public void AMeanLossHasOtherValues(CumulativeLinkModel model) => Check(OrdinalSettings.At(model, model.Lambda / model.Labels.Count), model);

    private static Within Latents { get; } = Within.Of(1e-9, "L-BFGS to a gradient of 1e-11, over the smaller penalty");

    private void Check(CumulativeLinkModel solved, CumulativeLinkModel model)
    {
        Prediction state = At(model);
        FreeMinimum minimum = RandomStartMinimum(solved);
        (Matrix w, Matrix h) = (minimum.Point[0], minimum.Point[1]);
        double length2 = w.Data.Sum(x => x * x);
        double[] z = OrdinalSettings.Latent(minimum), predicted = OrdinalSettings.PerSample(model, state.Vector("z"));
        Expect("objective", minimum.Objective).ToEqual(state["objective"], Within.Fraction(1e-12, "the objective is of second order in the gradient, 1e-11"));
        Expect("latent values of all samples", z).ToEqual(predicted, Latents);
        Expect("$h_i - z_i w/\\lVert w \\rVert^2$", Matrix.Create(h.Rows, h.Columns, (i, j) => h[i, j] - (z[i] * w[0, j] / length2))).ToBeZero(Latents);
        Expect("$\\lVert w \\rVert (\\lambda_w/\\lambda_h)^{1/4}$", Math.Sqrt(length2) * Math.Pow(solved.LambdaW / solved.LambdaH, 0.25)).ToEqual(state["wNormTimesLwlhQuarter"], Latents);
    }

    private Prediction At(CumulativeLinkModel model) => Predict(OrdinalSettings.Parameters(model.Scale, model.Lambda));
}
