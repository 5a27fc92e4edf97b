using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA3 = NCVerify.Claims.Dang2023.FreeBiasGivesSimplex;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A3: a free bias turns the frame of every layer into a simplex ETF and takes the value 1/K.</summary>
public sealed class FreeBiasGivesSimplex : ClaimSpec<MseA3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(4, 3), [0.01], 0.006, BiasKind.Free));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(5, 1), [0.01, 0.008], 0.012, BiasKind.Free, d: 4));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(3, 2), [0.004, 0.006, 0.003], 0.005, BiasKind.Free));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Prediction etf = At(problem);
        Candidate point = Layers.Balanced(problem, Fit(problem.Classes, etf), [.. Enumerable.Repeat(etf.Number("bias"), problem.Classes)]);
        double objective = Objective.Evaluate(problem, point);
        Expect("gradient at the closed form", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("objective at the closed form", objective).ToEqual(etf["F"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, At(problem), Layers.Newton);
        Matrix predicted = Layers.Centring(problem.Classes, At(problem).Number("wNormSqProduct") / (1 - (1.0 / problem.Classes)));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("gram", problem),
            Title = $"Gram of the product of all layers, {Regime.Describe(problem)}",
            Caption = "Rows of $W_M\\cdots W_1$: a simplex ETF, every off-diagonal entry $-1/(K-1)$ of the diagonal.",
            RefutedBy = "an entry of the measured matrix that differs from the predicted one by more than the tolerance",
            HeatMaps = [new HeatMap("predicted", predicted), new HeatMap("measured", solution.Run.Candidate.Product(1).RowGram())],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), At(problem), Layers.Descent);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Problems))]
    public void WithoutTheBiasTheFrameIsOrthogonal(Problem problem) =>
        Check(CertifiedSolution(problem with { Bias = BiasKind.None, Dimension = problem.Classes }), At(problem), Layers.Newton);

    private void Check(CertifiedSolution solution, Prediction etf, Within within)
    {
        Problem problem = solution.Problem;
        Candidate c = solution.Run.Candidate;
        int k = problem.Classes;
        double own = 1 - (1.0 / k);
        Expect("objective", solution.Objective).ToEqual(etf["F"], Layers.Value);
        Expect("bias", c.Bias ?? new double[k]).ToEqual(Enumerable.Repeat(etf.Number("bias"), k).ToArray(), within);
        Expect("logits without the bias", c.Fit()).ToEqual(Fit(k, etf), within);
        Expect("Gram of $W_M\\cdots W_1$", c.Product(1).RowGram()).ToEqual(Layers.Centring(k, etf.Number("wNormSqProduct") / own), within);
        Expect("Gram of the features", c.H.ColumnGram()).ToEqual(Layers.Centring(k, etf.Number("hNormSq") / own), within);
        for (int m = 1; m <= problem.Layers; m++)
        {
            double[] cosines = [.. c.Product(m).RowGram().CosinesUpper(), .. c.Entering(m).ColumnGram().CosinesUpper()];
            Expect($"cosines of classifiers and means at layer {m}", cosines).ToEqual(Enumerable.Repeat(etf.Number("cosBetweenClasses"), cosines.Length).ToArray(), within);
        }
    }

    private static Matrix Fit(int k, Prediction etf) => Matrix.Create(k, k, (i, j) => etf.Number(i == j ? "logitWHDiag" : "logitWHOffdiag"));

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH));
}
