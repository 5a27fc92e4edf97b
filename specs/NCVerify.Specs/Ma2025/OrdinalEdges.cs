using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Clm01 = NCVerify.Claims.Ma2025.OrdinalEquationOfState;
using Clm03 = NCVerify.Claims.Ma2025.OrdinalPhaseTransition;
using Clm05 = NCVerify.Claims.Ma2025.OrdinalEdges;

namespace NCVerify.Specs.Ma2025;

/// <summary>CLM-05: edge classes and the classifier grow by a logarithm of the penalty.</summary>
public sealed class OrdinalEdges : ClaimSpec<Clm05>
{
    private static readonly OrdinalScale Uneven = OrdinalSettings.Uneven(new LogitLink());

    private static IEnumerable<TestCaseData> Penalties => new[] { 1e-4, 1e-6, 1e-8 }.Select(l => new TestCaseData(l).SetArgDisplayNames("Lambda = " + Exact.Format(l)));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Penalties))]
    public void CertifiedMinimaTendToIt(double lambda)
    {
        Prediction minimum = PredictFor<Clm01>(OrdinalSettings.Parameters(Uneven, lambda));
        double bound = Workbench.Current.OrdinalBound(Uneven, lambda, minimum.Vector("z"));
        Expect("objective minus rigorous lower bound", minimum.Number("objective") - bound).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
        Check(lambda);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsTendToIt()
    {
        const double Lambda = 1e-3;
        var model = new CumulativeLinkModel(new([6, 2, 5], [-0.5, 0.7], new LogitLink()), Lambda, Lambda, 2);
        double[] z = OrdinalSettings.PerClass(model, OrdinalSettings.Latent(RandomStartMinimum(model)));
        Prediction edge = Predict(("n", model.Scale.Sizes), ("b", model.Scale.Thresholds), ("lambdaSum", Lambda));
        Expect("$z_1$, $z_Q$", new[] { z[0], z[^1] }).ToEqual(new[] { edge.Number("zFirst"), edge.Number("zLast") }, Within.Of(2e-3, "the next order is about the penalty"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheNormGrowsAsTheRootOfTheLogarithm()
    {
        double[] lambdas = [.. Enumerable.Range(1, 14).Select(i => Math.Pow(10, -i))];
        Prediction[] exact = [.. lambdas.Select(l => PredictFor<Clm01>(OrdinalSettings.Parameters(Uneven, l)))];
        double[] norms = [.. exact.Select(p => p.Number("wNormTimesLwlhQuarter"))], asymptotic = [.. lambdas.Select(l => Predict(Parameters(l)).Number("wNormTimesLwlhQuarter"))];
        Expect("$\\lVert w \\rVert$ for $\\Lambda$ of $10^{-4}$ and less", norms[3..]).ToEqual(asymptotic[3..], Within.Of(1e-4, "the next order is about the penalty"));

        // S/log(1/Lambda) has the limit sqrt(n_1 + n_Q); its increments come there faster, since corrections are of log log.
        double step = (exact[13].Number("S") - exact[12].Number("S")) / Math.Log(10) / Math.Sqrt(61);
        Expect("increment of $S$ per $\\sqrt{n_1+n_Q}\\,\\log(1/\\Lambda)$", step).ToEqual(1, Within.Of(1e-2, "the correction falls as one over the logarithm squared, 1/900"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "norm",
            Title = "Norm of the classifier as the penalty vanishes",
            Caption = "Logit link, n = 50, 7, 20, 3, 11, $\\lambda_w = \\lambda_h$. The norm does not settle: it grows as $\\sqrt{\\log(1/\\Lambda)}$.",
            RefutedBy = "a norm that levels off, or points off the line",
            X = new Axis("$1/\\Lambda$", Logarithmic: true),
            Y = new Axis("$\\lVert w \\rVert$"),
            Series =
            [
                new("asymptotic", SeriesRole.Predicted, [.. lambdas.Select(l => 1 / l)], asymptotic),
                new("equation of state", SeriesRole.Measured, [.. lambdas.Select(l => 1 / l)], norms),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void AtALargePenaltyItIsFarOff() => Check(0.5 * PredictFor<Clm03>(OrdinalSettings.Parameters(Uneven)).Number("lambdaC"));

    private void Check(double lambda)
    {
        IReadOnlyList<double> z = PredictFor<Clm01>(OrdinalSettings.Parameters(Uneven, lambda)).Vector("z");
        Prediction edge = Predict(Parameters(lambda));
        Within within = Within.Of(Math.Min(lambda, 1e-4), "the next order is about a tenth of the penalty");
        Expect("$z_1$", z[0]).ToEqual(edge["zFirst"], within);
        Expect("$z_Q$", z[^1]).ToEqual(edge["zLast"], within);
    }

    private static (string, object?)[] Parameters(double lambda) => [("n", Uneven.Sizes), ("b", Uneven.Thresholds), ("lambdaSum", lambda)];
}
