using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC3 = NCVerify.Claims.Dang2023.GeneralFrameInEveryLayer;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C3: with imbalance every layer carries the same general orthogonal frame; the largest stationary root must beat zero.</summary>
public sealed class GeneralFrameInEveryLayer : ClaimSpec<MseC3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01, 0.02], 0.01));
        yield return Regime.Of(Layers.SquaredError([6, 4, 2, 1], [0.006, 0.008, 0.01], 0.006));
        yield return Regime.Of(Layers.SquaredError([5, 3, 2], [0.002, 0.003, 0.004, 0.005], 0.002));
        yield return Regime.Of(Band(2, 0.57));
        yield return Regime.Of(Band(3, 0.65));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheFrameIsCriticalAndNoPointLiesBelowIt(Problem problem)
    {
        Prediction frame = At(problem);
        Candidate point = Layers.Balanced(problem, Matrix.Diagonal([.. frame.Vector("WHDiag")]));
        double objective = Objective.Evaluate(problem, point);
        Expect("gradient at the closed form", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("objective at the closed form", objective).ToEqual(frame["F"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsItInEveryLayer(Problem problem) => Check(CertifiedSolution(problem), Layers.Newton, "WHDiag");

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindItInEveryLayer(Problem problem) => Check(RandomStartSolution(problem), Layers.Descent, "WHDiag");

    [Test, Oracle(OracleKind.Certificate)]
    public void TheLargestRootIsWrongInABand()
    {
        double[] strengths = [.. Enumerable.Range(0, 18).Select(i => 0.42 + (0.015 * i))];
        double[] measured = [.. strengths.Select(s => CertifiedSolution(Band(2, s)).Z[2, 2])];
        double[] compared = [.. strengths.Select(s => At(Band(2, s)).Vector("WHDiag")[2])];
        double[] largest = [.. strengths.Select(s => At(Band(2, s)).Vector("WHDiagLargestRoot")[2])];
        Expect("fitted logit of the smallest class along $b/n_k$", measured).ToEqual(compared, Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "largest-root",
            Title = "Fitted logit of the smallest class, M = 2",
            Caption = "The largest stationary root, as in the public code, survives up to $b_{\\text{spin}}$; certified minima are zero from $b_{\\text{crit}}$ on.",
            RefutedBy = "a certified minimum on the dashed line to the right of $b_{\\text{crit}}$",
            X = new Axis("$b/n_k$"),
            Y = new Axis("fitted logit"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["$b_{\\text{crit}}$"] = 0.5, ["$b_{\\text{spin}}$"] = 0.6495 },
            Series =
            [
                new("larger root where it beats zero", SeriesRole.Predicted, strengths, compared),
                new("largest root, not compared", SeriesRole.Reference, strengths, largest),
                new("certified minimum", SeriesRole.Measured, strengths, measured),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithoutComparingWithZeroTheRootIsNotTheMinimum() => Check(CertifiedSolution(Band(2, 0.57)), Layers.Newton, "WHDiagLargestRoot");

    private void Check(CertifiedSolution solution, Within within, string fit)
    {
        Problem problem = solution.Problem;
        Prediction frame = At(problem);
        Candidate c = solution.Run.Candidate;
        double[] tau = [.. frame.Vector("tau")], product = [.. tau.Select(_ => 1.0)];
        double[] feature = [.. problem.Samples.Select(n => 1 / (problem.LambdaH * n))];
        Expect("objective", solution.Objective).ToEqual(frame["F"], Layers.Value);
        Expect("logits", solution.Z).ToEqual(Matrix.Diagonal([.. frame.Vector(fit)]), within);
        Expect("Gram of $W_M\\cdots W_1$", c.Product(1).RowGram()).ToEqual(Matrix.Diagonal([.. frame.Vector("productWNormSq")]), within);
        Expect("Gram of the last layer", c.W[^1].RowGram()).ToEqual(Matrix.Diagonal([.. frame.Vector("lastLayerRowNormSq")]), within);
        Expect("Gram of the features", c.H.ColumnGram()).ToEqual(Matrix.Diagonal([.. frame.Vector("hNormSq")]), within);
        for (int m = problem.Layers; m >= 1; m--)
        {
            product = [.. product.Zip(tau, (p, t) => p * t / problem.LambdaW[m - 1])];
            Expect($"Gram of $W_M\\cdots W_{m}$", c.Product(m).RowGram()).ToEqual(Matrix.Diagonal(product), within);
        }

        for (int m = 1; m <= problem.Layers; m++)
        {
            feature = [.. feature.Zip(tau, (f, t) => f * t / (m == 1 ? 1 : problem.LambdaW[m - 2]))];
            Expect($"Gram of the means entering layer {m}", c.Entering(m).ColumnGram()).ToEqual(Matrix.Diagonal(feature), within);
        }

        double[] q2 = c.Product(1).RowGram().Norms2();
        Matrix dual = Matrix.Create(problem.Classes, problem.Dimension, (k, j) => (q2[k] + (problem.Total * problem.LambdaH)) * c.H[j, k]);
        Expect("rows of $W_M\\cdots W_1$ minus $(q_k^2+N\\lambda_H)h_k$", c.Product(1) - dual).ToBeZero(within);
    }

    // The smallest of three classes at the given b/n_k, the others well inside.
    private static Problem Band(int layers, double strength) =>
        Layers.SquaredError([9, 6, 2], [.. Enumerable.Range(0, layers).Select(m => 0.01 + (0.002 * m))], 0.012).WithConstant(2 * strength);

    private Prediction At(Problem p) => Predict(Layers.Parameters(p));
}
