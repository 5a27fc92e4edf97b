using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseD3 = NCVerify.Claims.Zhou2022.SimplexNeedsASmallBiasPenalty;

namespace NCVerify.Specs.Zhou2022;

/// <summary>MSE-D3: the penalty of the bias decides between a simplex ETF, up to c/(1-c), and a path towards an orthogonal frame.</summary>
public sealed class SimplexNeedsASmallBiasPenalty : ClaimSpec<MseD3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(At(3, 2, 0.02, 0.02, 0.03));
        yield return Regime.Of(At(4, 2, 0.01, 0.03, 3));
        yield return Regime.Of(At(5, 1, 0.01, 0.004, 0.2));
        yield return Regime.Of(Threshold(0.99));
        yield return Regime.Of(Threshold(1.01));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem) => Check(CertifiedSolution(problem), problem, Layers.Newton);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), problem, Layers.Descent);

    [Test, Oracle(OracleKind.Certificate)]
    public void ThePathFromSimplexToOrthogonalFrame()
    {
        double[] penalties = [.. Enumerable.Range(0, 25).Select(i => Math.Pow(10, -2 + (0.16 * i)))];
        double[] cosines = [.. penalties.Select(b => CertifiedSolution(At(4, 2, 0.01, 0.03, b)).ClassifierGram.Cosine(0, 1))];
        double[] predicted = [.. penalties.Select(b => Predicted(At(4, 2, 0.01, 0.03, b)) is var p ? p.Number("WHOffdiag") / p.Number("WHDiag") : 0)];
        Expect("cosine between two classifiers along $\\lambda_b$", cosines).ToEqual(predicted, Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "cosines",
            Title = "Cosine between classifiers against the penalty of the bias, K = 4",
            Caption = "$-1/3$ of the simplex ETF up to $c/(1-c)$, then a rise to 0, the orthogonal frame.",
            RefutedBy = "a point off the line",
            X = new Axis("$\\lambda_b$", Logarithmic: true),
            Y = new Axis("cosine"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["$c/(1-c)$"] = Predicted(At(4, 2, 0.01, 0.03, 1)).Number("lbThreshold") },
            Series = [new("closed form", SeriesRole.Predicted, penalties, predicted), new("certified minimum", SeriesRole.Measured, penalties, cosines)],
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void AboveTheThresholdItIsNoSimplex()
    {
        Problem above = Threshold(2), simplex = Threshold(0.5);
        Check(CertifiedSolution(above), simplex, Layers.Newton);
    }

    private void Check(CertifiedSolution solution, Problem predictedFor, Within within)
    {
        Prediction p = Predicted(predictedFor);
        Problem problem = solution.Problem;
        int k = problem.Classes;
        double ratio = Math.Sqrt(problem.Samples[0] * problem.LambdaH / problem.LambdaW[0]);
        Matrix fit = Matrix.Create(k, k, (i, j) => p.Number(i == j ? "WHDiag" : "WHOffdiag"));
        Expect("objective", solution.Objective).ToEqual(p["F"], Layers.Value);
        Expect("logits without bias", solution.Run.Candidate.Fit()).ToEqual(fit, within);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(fit.Scale(ratio), within);
        Expect("class-mean Gram $\\bar{H}^\\top\\bar{H}$", solution.MeanGram).ToEqual(fit.Scale(1 / ratio), within);
        Expect("bias", solution.Run.Candidate.Bias!).ToEqual(Enumerable.Repeat(p.Number("bias"), k).ToArray(), within);
        Expect("common component over contrast", p.Number("zOne") / p.Number("zPerp")).ToEqual(Common(solution), within with { Absolute = 10 * within.Absolute });
    }

    // Row sums of the logits over their contrast: 0 exactly for a simplex.
    private static double Common(CertifiedSolution solution)
    {
        Matrix fit = solution.Run.Candidate.Fit();
        return fit.Row(0).ToArray().Sum() / (fit[0, 0] - fit[0, 1]);
    }

    private static Problem At(int k, int n, double lambdaW, double lambdaH, double lambdaB) =>
        Layers.SquaredError(Layers.Balanced(k, n), [lambdaW], lambdaH, BiasKind.Regularized) with { LambdaB = lambdaB };

    // The given multiple of c/(1-c), c = 3 sqrt(2) 0.02.
    private static Problem Threshold(double factor) => 3 * Math.Sqrt(2) * 0.02 is var c ? At(3, 2, 0.02, 0.02, factor * c / (1 - c)) : null!;

    private Prediction Predicted(Problem p) =>
        Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH), ("lambdaB", p.LambdaB));
}
