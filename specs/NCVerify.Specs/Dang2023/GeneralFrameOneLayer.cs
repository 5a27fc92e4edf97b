using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC1 = NCVerify.Claims.Dang2023.GeneralFrameOneLayer;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C1: imbalance keeps one-layer squared error a self-dual orthogonal frame; every class has a length and a threshold of its own.</summary>
public sealed class GeneralFrameOneLayer : ClaimSpec<MseC1>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.02], 0.01));
        yield return Regime.Of(Layers.SquaredError([9, 4, 1], [0.12], 0.06));
        yield return Regime.Of(Layers.SquaredError([10, 6, 6, 3, 1], [0.002], 0.008, d: 7));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Prediction frame = Predict(Layers.Parameters(problem));
        Candidate point = Layers.Balanced(problem, Matrix.Diagonal([.. frame.Vector("WHDiag")]));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the closed form", objective).ToEqual(frame["F"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, Predict(Layers.Parameters(problem)), Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("gram", problem),
            Title = $"Classifier Gram, {Regime.Describe(problem)}",
            Caption = "Classifiers are orthogonal; their lengths follow the class sizes, and a class below the threshold is zero.",
            RefutedBy = "an entry off the diagonal, or a diagonal entry that differs from the predicted one",
            HeatMaps = [new HeatMap("predicted", Matrix.Diagonal([.. Predict(Layers.Parameters(problem)).Vector("sSq")])), new HeatMap("measured", solution.ClassifierGram)],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), Predict(Layers.Parameters(problem)), Layers.Descent);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithAFreeBiasTheFrameIsNotOrthogonal()
    {
        Problem problem = Layers.SquaredError([9, 4, 1], [0.012], 0.006);
        Check(CertifiedSolution(problem with { Bias = BiasKind.Free }), Predict(Layers.Parameters(problem)), Layers.Newton);
    }

    private void Check(CertifiedSolution solution, Prediction frame, Within within)
    {
        IReadOnlyList<double> ratio = frame.Vector("wOverH");
        Matrix dual = Matrix.Create(solution.W.Rows, solution.W.Columns, (k, j) => ratio[k] * solution.H[j, k]);
        Expect("objective", solution.Objective).ToEqual(frame["F"], Layers.Value);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(Matrix.Diagonal([.. frame.Vector("sSq")]), within);
        Expect("class-mean Gram $\\bar{H}^\\top \\bar{H}$", solution.MeanGram).ToEqual(Matrix.Diagonal([.. frame.Vector("hNormSq")]), within);
        Expect("logits without bias", solution.Run.Candidate.Fit()).ToEqual(Matrix.Diagonal([.. frame.Vector("WHDiag")]), within);
        Expect("classifiers minus their multiples of features", solution.W - dual).ToBeZero(within);
        Expect("squared feature lengths", solution.MeanGram.Norms2()).ToBeAtMost(frame.Number("hSqUpperBound"), within);
    }
}
