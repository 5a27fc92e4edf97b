using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;
using Seli13 = NCVerify.Claims.Thrampoulidis2022.StepRegularisationPath;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-13: four scalar equations give the minimiser of cross-entropy with ridge under step imbalance.</summary>
public sealed class StepRegularisationPath : ClaimSpec<Seli13>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return At(new(2, 2, 10, 1), 0.1);
        yield return At(new(2, 2, 10, 1), 0.97);
        yield return At(new(3, 2, 4, 3), 1e-3);
        yield return At(new(1, 3, 25, 2), 0.2);
        yield return At(new(4, 1, 6, 2), 0.3);
        yield return At(new(5, 5, 100, 5), 0.5);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoPointLiesBelowTheClosedForm(StepProfile step, double lambda)
    {
        Problem problem = SeliSettings.Ridge(step.Sizes(), lambda);
        Prediction path = Predict(Parameters(step, lambda));
        Candidate point = Points.FromLogits(problem, path.Table("logits"));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the closed form", objective).ToEqual(path["objective"], Within.Fraction(1e-11, "two formulas; square roots of eigenvalues"));
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void TheSecondOrderSolverFindsIt(StepProfile step, double lambda)
    {
        CertifiedSolution solution = CertifiedSolution(SeliSettings.Ridge(step.Sizes(), lambda));
        Check(solution, step, lambda, Within.CertifiedGap);
        var seli = PredictFor<Seli05>(("n", step.Sizes()));
        Prediction path = Predict(Parameters(step, lambda));
        Expect("distance of $WW^\\top$ from SELI", solution.ClassifierGram.NormalisedDistance(seli.Table("WWT"))).ToEqual(path["distW"], Within.CertifiedGap);
        Expect("distance of $M^\\top M$ from SELI", solution.MeanGram.NormalisedDistance(seli.Table("HTH"))).ToEqual(path["distH"], Within.CertifiedGap);
        Expect("distance of $Z$ from SELI", solution.Z.NormalisedDistance(Matrix.Centring(step.K))).ToEqual(path["distZ"], Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsFindIt([Values(0.2, 1.2)] double lambda)
    {
        var step = new StepProfile(2, 2, 3, 2);
        Check(RandomStartSolution(SeliSettings.Ridge(step.Sizes(), lambda)), step, lambda, Within.FirstOrder);
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void OnlyLambdaOverTheRootOfTheSmallestSizeMatters([Values(1, 4, 25)] double size)
    {
        Prediction one = Predict(Parameters(new(3, 4, 20, 1), 0.03)), other = Predict(Parameters(new(3, 4, 20, size), 0.03 * Math.Sqrt(size)));
        Expect("logits", other["logits"]).ToEqual(one["logits"], Within.Rounding);
    }

    [Oracle(OracleKind.ClosedForm), TestCase(7.0), TestCase(230.0), TestCase(7000.0)]
    public void TheEquationsHoldDownToTinyPenalties(double logInverseLambda)
    {
        (int m, int k, double r) = (5, 5, 100);
        Prediction path = Predict([.. SeliSettings.Parameters(new StepProfile(m, k, r, 1)), ("logInverseLambda", logInverseLambda)]);

        // Residuals over lambda, from the gaps alone: the label's probability is 1 to rounding from L = 40 on.
        (double alpha, double p, double q) = (path.Number("a"), path.Number("p"), path.Number("q"));
        double tail = ((m - 1) * Math.Exp(-alpha)) + (k * Math.Exp(-path.Number("gapMajMin")));
        double tailMin = ((k - 1) * Math.Exp(-path.Number("gapMinMin"))) + (m * Math.Exp(-path.Number("gapMinMaj")));
        double Scaled(double gap, double all) => Math.Exp(logInverseLambda - gap) / (1 + all);
        (double pi2, double pi3) = (Scaled(alpha, tail), Scaled(path.Number("gapMajMin"), tail));
        (double rho2, double rho3) = (Scaled(path.Number("gapMinMin"), tailMin), Scaled(path.Number("gapMinMaj"), tailMin));
        double sigma = Math.Sqrt((r * m * p * p) + (k * q * q)), c = Math.Sqrt((double)(m + k) / (m * k));
        double[] left = [(m * pi2) + (k * pi3), (k * rho2) + (m * rho3), k * pi3 * c * sigma / p, m * rho3 * c * sigma / q];
        Expect("left sides of the four equations over $\\lambda$", left).ToEqual(new[] { 1 / Math.Sqrt(r), 1, 1, 1 }, Within.Of(1e-10, "rounding of gaps of up to 7000 stands in an exponent"));
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void AnglesAlongThePath()
    {
        var step = new StepProfile(2, 2, 10, 1);
        double[] lambdas = [.. Enumerable.Range(0, 25).Select(i => Math.Pow(10, -4 + (i * 4 / 24.2)))];
        CertifiedSolution[] measured = [.. lambdas.Select(l => CertifiedSolution(SeliSettings.Ridge(step.Sizes(), l)))];
        Prediction[] predicted = [.. lambdas.Select(l => Predict(Parameters(step, l)))];
        var series = new List<Series>();
        void Add(string name, string quantity, Func<CertifiedSolution, double> cosine)
        {
            double[] line = [.. predicted.Select(p => p.Number(quantity))], points = [.. measured.Select(cosine)];
            Expect(name + " along the path", points).ToEqual(line, Within.Of(1e-6, "certified gap at most 1e-10; cosines of short vectors near the threshold"));
            series.Add(new(name + ", four equations", SeriesRole.Predicted, lambdas, line));
            series.Add(new(name + ", solved", SeriesRole.Measured, lambdas, points));
        }

        Add("$\\cos(w_m, w_{m'})$", "cosWMinMin", s => s.ClassifierGram.Cosine(2, 3));
        Add("$\\cos(h_m, h_{m'})$", "cosHMinMin", s => s.MeanGram.Cosine(2, 3));
        Add("$\\cos(w_M, w_{M'})$", "cosWMajMaj", s => s.ClassifierGram.Cosine(0, 1));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "angles-along-the-path",
            Title = "Angles along the regularisation path, m = k = 2, R = 10",
            Caption = "Lines from the four equations, points from certified solutions. Minority classifiers and means meet at $\\lambda=\\sqrt{n_{\\min}}$.",
            RefutedBy = "a point off its line",
            X = new Axis("$\\lambda$ (sum loss)", Logarithmic: true),
            Y = new Axis("cosine"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["minorities merge"] = 1 },
            Series = series,
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheMeanLossHasAnotherPath()
    {
        var step = new StepProfile(2, 2, 10, 1);
        Check(CertifiedSolution(SeliSettings.Ridge(step.Sizes(), 0.04) with { Reduction = Reduction.Mean }), step, 0.04, Within.CertifiedGap);
    }

    private void Check(CertifiedSolution s, StepProfile step, double lambda, Within within)
    {
        Prediction path = Predict(Parameters(step, lambda));
        Expect("objective", s.Objective).ToEqual(path["objective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("logits $Z$", s.Z).ToEqual(path["logits"], within);
        Expect("classifier Gram $WW^\\top$", s.ClassifierGram).ToEqual(path["WWT"], within);
        Expect("class-mean Gram $M^\\top M$", s.MeanGram).ToEqual(path["HTH"], within);
    }

    private static (string Name, object? Value)[] Parameters(StepProfile step, double lambda) => [.. SeliSettings.Parameters(step), ("lambdaSum", lambda)];

    private static TestCaseData At(StepProfile p, double factor)
    {
        double lambda = factor * Math.Sqrt(p.MinoritySize);
        return new TestCaseData(p, lambda).SetArgDisplayNames($"m = {p.Majority}, k = {p.Minority}, R = {Exact.Format(p.Ratio)}, n_min = {Exact.Format(p.MinoritySize)}", $"lambda = {Exact.Format(lambda, 4)}");
    }
}
