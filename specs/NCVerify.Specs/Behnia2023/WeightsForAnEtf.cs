using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Thrampoulidis2022;
using NCVerify.Theory;
using Rw04 = NCVerify.Claims.Behnia2023.WeightsForAnEtf;

namespace NCVerify.Specs.Behnia2023;

/// <summary>RW-04: weights that depend on the ridge make the classifiers an exact ETF.</summary>
public sealed class WeightsForAnEtf : ClaimSpec<Rw04>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case([30, 10, 4, 1], 0.1, 6);
        yield return Case([30, 10, 4, 1], 2, 15);
        yield return Case([9, 4, 1], 1e-3, 3);
        yield return Case([50, 50, 5, 5, 5], 0.2, 10);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoPointLiesBelowTheEtf(int[] sizes, double lambda, double c)
    {
        Problem problem = Weighted(sizes, lambda, c);
        Candidate point = Points.FromLogits(problem, Logits(sizes, c));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void TheSecondOrderSolverFindsIt(int[] sizes, double lambda, double c)
    {
        CertifiedSolution s = CertifiedSolution(Weighted(sizes, lambda, c));
        Check(s, sizes, lambda, c, Within.CertifiedGap);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = $"gram-{string.Join('-', sizes)}-{(int)c}",
            Title = $"Classifier Gram with the weights for an ETF, n = {string.Join(", ", sizes)}",
            Caption = "$cP$ beside the Gram of the certified minimiser.",
            RefutedBy = "an off-diagonal entry that differs from the others",
            HeatMaps = [new HeatMap("predicted", Matrix.Centring(sizes.Length).Scale(c)), new HeatMap("measured", s.ClassifierGram)],
        });
    }

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsFindIt() => Check(RandomStartSolution(Weighted([6, 3, 1], 0.2, 4)), [6, 3, 1], 0.2, 4, Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheSameWeightsFailAtAnotherPenalty() =>
        Check(CertifiedSolution(Weighted([30, 10, 4, 1], 0.1, 6).WithLambda(1e-3)), [30, 10, 4, 1], 0.1, 6, Within.CertifiedGap);

    private void Check(CertifiedSolution s, int[] sizes, double lambda, double c, Within within)
    {
        Prediction etf = Predict(("n", sizes), ("lambdaSum", lambda), ("c", c));
        Matrix centring = Matrix.Centring(sizes.Length);
        double[] lengths = [.. s.MeanGram.Norms2().Select((x, k) => Math.Sqrt(x * sizes[k]))];
        Expect("logits $Z$", s.Z).ToEqual(Logits(sizes, c), within);
        Expect("cosines of classifiers", s.ClassifierGram.Cosines()).ToEqual(centring.Cosines(), within);
        Expect("$\\lVert w_k\\rVert^2$", s.ClassifierGram.Norms2()).ToEqual(Enumerable.Repeat(etf.Number("wNorm2"), sizes.Length).ToArray(), within);
        Expect("$\\lVert\\mu_k\\rVert\\sqrt{n_k}$", lengths).ToEqual(Enumerable.Repeat(etf.Number("hNormTimesSqrtN"), sizes.Length).ToArray(), within);
    }

    private Problem Weighted(int[] sizes, double lambda, double c) =>
        SeliSettings.Ridge(sizes, lambda) with { Weights = Predict(("n", sizes), ("lambdaSum", lambda), ("c", c)).Vector("omega") };

    private static Matrix Logits(int[] sizes, double c) =>
        Matrix.Centring(sizes.Length) * Matrix.Diagonal([.. sizes.Select(n => c / Math.Sqrt(n))]);

    private static TestCaseData Case(int[] sizes, double lambda, double c) =>
        new TestCaseData(sizes, lambda, c).SetArgDisplayNames("n = " + string.Join('-', sizes), "lambda = " + Exact.Format(lambda), "c = " + Exact.Format(c));
}
