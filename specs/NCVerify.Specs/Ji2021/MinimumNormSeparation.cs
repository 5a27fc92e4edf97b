using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ulpm1 = NCVerify.Claims.Ji2021.MinimumNormSeparation;

namespace NCVerify.Specs.Ji2021;

/// <summary>ULPM-1: with balanced classes the minimum-norm separator is a self-dual simplex ETF with all margins one.</summary>
public sealed class MinimumNormSeparation : ClaimSpec<Ulpm1>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Regime.Of(Separation(4, 2, 4));
        yield return Regime.Of(Separation(5, 3, 4));
        yield return Regime.Of(Separation(3, 1, 6));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoSeparatorHasASmallerNorm(Problem problem)
    {
        Candidate etf = Points.FromLogits(problem, Matrix.Centring(problem.Classes));
        double objective = Objective.Evaluate(problem, etf);
        Expect("$\\frac12(\\lVert W\\rVert^2 + \\lVert H\\rVert^2)$", objective).ToEqual(At(problem)["nuclearNorm"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, etf).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void AdmmFindsIt(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), Within.FirstOrder);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void UnevenClassesHaveOtherLengths()
    {
        CertifiedSolution uneven = CertifiedSolution(Problem.Separation([3, 3, 1, 1]));
        Check(uneven, Within.CertifiedGap, At(Separation(4, 2, 4)));
    }

    private void Check(CertifiedSolution solution, Within within, Prediction? predicted = null)
    {
        int k = solution.Problem.Classes;
        Prediction etf = predicted ?? At(solution.Problem);
        Matrix Simplex(double norm2, double product) => Matrix.Create(k, k, (i, j) => i == j ? norm2 : product);
        double wNorm2 = etf.Number("wNorm2"), hNorm2 = etf.Number("hNorm2");
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(Simplex(wNorm2, etf.Number("wDotW")), within);
        Expect("class-mean Gram $H^\\top H$", solution.MeanGram).ToEqual(Simplex(hNorm2, -hNorm2 / (k - 1)), within);
        Expect("logits $Z$", solution.Z).ToEqual(Simplex(etf.Number("logitOwn"), etf.Number("logitOther")), within);
        Expect("normalised margin", LeastMargin(solution.Z) / solution.Objective).ToEqual(etf["maxNormalisedMargin"], within);
    }

    private static double LeastMargin(Matrix z) =>
        (from c in Enumerable.Range(0, z.Rows) from j in Enumerable.Range(0, z.Rows) where j != c select z[c, c] - z[j, c]).Min();

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]));

    private static Problem Separation(int k, int n, int d) => Problem.Separation([.. Enumerable.Repeat(n, k)], d);
}
