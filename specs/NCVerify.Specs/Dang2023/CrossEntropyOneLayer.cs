using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseB1 = NCVerify.Claims.Dang2023.CrossEntropyOneLayer;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-B1: with one layer cross-entropy gives a simplex ETF of explicit scale, whatever the bias.</summary>
public sealed class CrossEntropyOneLayer : ClaimSpec<MseB1>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(3, 2), [0.02], 0.01));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(4, 3), [0.01], 0.005, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(5, 2), [0.003], 0.01, BiasKind.Regularized) with { LambdaB = 0.05 });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem) => Check(CertifiedSolution(problem), Predicted(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), Predicted(problem), Within.FirstOrder);

    [Test, Oracle(OracleKind.Certificate)]
    public void TheThresholdIsThatOfSquaredError()
    {
        foreach (double c in new[] { 0.995, 1.005 })
        {
            double lambda = c / (4 * Math.Sqrt(3));
            Problem crossEntropy = Layers.CrossEntropy(Layers.Balanced(4, 3), [lambda], lambda), squares = Layers.SquaredError(Layers.Balanced(4, 3), [lambda], lambda);
            Expect($"$\\alpha$ at $c={Exact.Format(c)}$", 4.0 / 3 * CertifiedSolution(crossEntropy).Z[0, 0]).ToEqual(Predicted(crossEntropy)["alpha"], Within.CertifiedGap);
            Expect($"logit of squared error at $c={Exact.Format(c)}$", CertifiedSolution(squares).Z[0, 0]).ToEqual(Math.Max(0, 1 - Predicted(crossEntropy).Number("c")), Layers.Newton);
        }
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ClassesOfUnequalSizesDoNotFormIt() => Check(
        CertifiedSolution(Layers.CrossEntropy([9, 6, 3, 2, 1], [0.004], 0.002, BiasKind.Free)),
        Predicted(Layers.CrossEntropy(Layers.Balanced(5, 4), [0.004], 0.002)),
        Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Prediction etf, Within within)
    {
        int k = solution.Problem.Classes;
        double own = 1 - (1.0 / k);
        Expect("objective", solution.Objective).ToEqual(etf["F"], Layers.Value);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(Layers.Centring(k, etf.Number("wNormSq") / own), within);
        Expect("class-mean Gram $\\bar{H}^\\top\\bar{H}$", solution.MeanGram).ToEqual(Layers.Centring(k, etf.Number("hNormSq") / own), within);
        Expect("logits without bias", solution.Run.Candidate.Fit()).ToEqual(Layers.Centring(k, etf.Number("alpha")), within);
        Expect("probability of the label", Probability(solution.Z)).ToEqual(etf["pCorrect"], within);
        if (solution.Run.Candidate.Bias is { } bias)
        {
            Expect("bias minus its mean", bias.Select(b => b - bias.Average()).ToArray()).ToBeZero(within);
        }
    }

    private static double Probability(Matrix z)
    {
        double[] column = z.Column(0);
        return 1 / column.Sum(x => Math.Exp(x - column[0]));
    }

    private Prediction Predicted(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH));
}
