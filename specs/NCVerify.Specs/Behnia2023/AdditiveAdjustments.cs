using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Thrampoulidis2022;
using NCVerify.Theory;
using Rw03 = NCVerify.Claims.Behnia2023.AdditiveAdjustments;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-03: weights, offsets and margins leave the limit at SELI and change only constants; temperatures change it.</summary>
public sealed class AdditiveAdjustments : ClaimSpec<Rw03>
{
    private static readonly StepProfile R100 = new(2, 2, 100, 1);

    // Parameters by name: what each common loss is at this profile.
    private static (string Name, object? Value)[] Weights(double power) => [("omegaMaj", Math.Pow(R100.Ratio, power))];

    private static (string Name, object? Value)[] LogitAdjustment => [("iotaMajMinusMin", Math.Log(R100.Ratio))];

    private static (string Name, object? Value)[] Margins => [("marginMaj", Math.Pow(R100.Ratio, -0.25)), ("marginMin", 1.0)];

    private static IEnumerable<TestCaseData> Losses()
    {
        yield return new TestCaseData((object)Array.Empty<(string, object?)>()).SetArgDisplayNames("plain");
        yield return new TestCaseData((object)Weights(-1)).SetArgDisplayNames("weights 1 over n");
        yield return new TestCaseData((object)Weights(-0.5)).SetArgDisplayNames("weights 1 over root n");
        yield return new TestCaseData((object)LogitAdjustment).SetArgDisplayNames("logit adjustment");
        yield return new TestCaseData((object)Margins).SetArgDisplayNames("additive margins");
    }

    private static IEnumerable<TestCaseData> Finite()
    {
        yield return new TestCaseData(0.3, 1.0, 0.0, 0.05).SetArgDisplayNames("omega = 0.3", "lambda = 0.05");
        yield return new TestCaseData(1.0, 1.0, 2.0, 0.05).SetArgDisplayNames("iota = 2", "lambda = 0.05");
        yield return new TestCaseData(1.0, 2.0, 0.0, 0.05).SetArgDisplayNames("delta = 2", "lambda = 0.05");
        yield return new TestCaseData(0.5, 3.0, -1.0, 1e-3).SetArgDisplayNames("omega = 0.5", "delta = 3", "iota = -1", "lambda = 0.001");
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Losses))]
    public void TheLimitIsSeli(params (string Name, object? Value)[] loss)
    {
        Prediction far = Path(2300, loss);
        Expect("distance of the logits from SELI at $L=2300$", far.Table("logits").NormalisedDistance(Matrix.Centring(4))).ToBeZero(Within.Of(0.01, "$C/L$ with $C$ of at most 6: 0.0029 was the most seen"));
        Expect("distance of $WW^\\top$ from SELI at $L=2300$", far.Table("WWT").NormalisedDistance(SeliGram("WWT"))).ToBeZero(Within.Of(0.01, "$C/L$"));
        Expect("distance of $WW^\\top$ from the ETF at $L=2300$", far.Table("WWT").NormalisedDistance(Matrix.Centring(4))).ToBeAtLeast(0.5, Within.Of(1e-3, "0.55 at SELI for R = 100"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Losses))]
    public void TheFirstCorrectionIsAsStated(params (string Name, object? Value)[] loss)
    {
        // The rest is of order 1/L: extrapolated from L and 2 L.
        Prediction constants = Predict([.. SeliSettings.Parameters(R100), .. loss]), near = Path(1150, loss), far = Path(2300, loss);
        foreach ((string gap, string constant) in new[] { ("gapMajMaj", "majMaj"), ("gapMajMin", "majMin"), ("gapMinMin", "minMin"), ("gapMinMaj", "minMaj") })
        {
            double once = near.Number(gap) - 1150, twice = far.Number(gap) - 2300;
            Expect($"{gap} less $L$, extrapolated", (2 * twice) - once).ToEqual(constants[constant], Within.Of(1e-3, "of order $L^{-2}$ with a factor of about 50: 5.3e-5 was the most seen"));
        }
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Finite))]
    public void CertifiedSolutionsSolveTheFourEquations(double omega, double delta, double iota, double lambda)
    {
        // Temperatures of labels are weights delta^2 on sizes n/delta^2, with the logits of each class multiplied by its delta.
        int majority = (int)Math.Round(18 * delta * delta);
        var step = new StepProfile(2, 2, majority / 2.0, 2);
        Problem problem = SeliSettings.Ridge([18, 18, 2, 2], lambda) with
        {
            Weights = [omega * delta * delta, omega * delta * delta, 1, 1],
            Offset = [iota, iota, 0, 0],
        };
        Prediction path = Predict([.. SeliSettings.Parameters(step), ("lambdaSum", lambda), ("omegaMaj", omega), ("deltaMaj", delta), ("iotaMajMinusMin", iota)]);
        CheckPath(CertifiedSolution(problem), path, delta, Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsSolveTheFourEquations()
    {
        Problem problem = SeliSettings.Ridge([6, 6, 2, 2], 0.2) with { Weights = [0.4, 0.4, 1, 1], Offset = [0.7, 0.7, 0, 0] };
        Prediction path = Predict([.. SeliSettings.Parameters(new StepProfile(2, 2, 3, 2)), ("lambdaSum", 0.2), ("omegaMaj", 0.4), ("iotaMajMinusMin", 0.7)]);
        CheckPath(RandomStartSolution(problem), path, 1, Within.FirstOrder);
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void DistancesFromTheEtfAlongThePath()
    {
        double[] lambdas = [1e-4, 3e-4, 1e-3, 1e-2, 0.1, 0.5];
        var series = new List<Series>();
        void Add(string name, Func<Problem, Problem> loss, params (string Name, object? Value)[] parameters)
        {
            double[] measured = [.. lambdas.Select(l => CertifiedSolution(loss(SeliSettings.Ridge([100, 100, 1, 1], l))).ClassifierGram.NormalisedDistance(Matrix.Centring(4)))];
            double[] predicted = [.. lambdas.Select(l => Path(Math.Log(1 / l), parameters).Table("WWT").NormalisedDistance(Matrix.Centring(4)))];
            Expect($"distance of $WW^\\top$ from the ETF, {name}", measured).ToEqual(predicted, Within.Of(1e-6, "certified gap at most 1e-10"));
            series.Add(new(name + ", four equations", SeriesRole.Predicted, lambdas, predicted));
            series.Add(new(name + ", solved", SeriesRole.Measured, lambdas, measured));
        }

        Add("plain", p => p);
        Add("logit adjustment", p => p with { Offset = [Math.Log(100), Math.Log(100), 0, 0] }, LogitAdjustment);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "distance-from-the-etf",
            Title = "Classifiers and the simplex ETF along the path, n = (100, 100, 1, 1)",
            Caption = "Additive logit adjustment does not bring classifiers nearer to an ETF as the ridge vanishes: both curves tend to SELI, 0.55 from the ETF.",
            RefutedBy = "a point off its line, or a curve that tends to zero",
            X = new Axis("$\\lambda$ (sum loss)", Logarithmic: true),
            Y = new Axis("distance of $WW^\\top$ from the ETF"),
            Series = series,
        });
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void MultiplicativeTemperaturesChangeTheLimit() => TheLimitIsSeli(("deltaMaj", 10.0));

    private void CheckPath(CertifiedSolution s, Prediction path, double delta, Within within)
    {
        Matrix logits = path.Table("logits");
        Expect("logits, times the temperature of their label", s.Z).ToEqual(Matrix.Create(4, 4, (i, j) => logits[i, j] * (j < 2 ? delta : 1)), within);
        Expect("classifier Gram $WW^\\top$", s.ClassifierGram).ToEqual(path["WWT"], within);
    }

    private Prediction Path(double logInverseLambda, params (string Name, object? Value)[] loss) =>
        Predict([.. SeliSettings.Parameters(R100), ("logInverseLambda", logInverseLambda), .. loss]);

    private Matrix SeliGram(string name) => PredictFor<Seli05>(("n", R100.Sizes())).Table(name);
}
