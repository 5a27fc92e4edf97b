using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA2 = NCVerify.Claims.Dang2023.FrameInEveryLayer;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A2: with two or more linear layers every product of layers and every layer's features is the same orthogonal frame, up to b_crit.</summary>
public sealed class FrameInEveryLayer : ClaimSpec<MseA2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(4, 2), [0.01, 0.013], 0.006));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(3, 3), [0.004, 0.006, 0.003], 0.005, d: 4));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(3, 1), [0.003, 0.002, 0.004, 0.003], 0.002));
    }

    private static IEnumerable<TestCaseData> Depths() => new[] { 2, 3, 4 }.Select(m => new TestCaseData(m).SetArgDisplayNames($"M = {m}"));

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheFrameIsCriticalAndNoPointLiesBelowIt(Problem problem)
    {
        Prediction frame = At(problem);
        Candidate point = Layers.Balanced(problem, Layers.Multiple(problem.Classes, frame.Number("logitDiag")));
        double objective = Objective.Evaluate(problem, point);
        Expect("gradient at the closed form", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding; a change of 1e-8 of the logits gives 1e-10"));
        Expect("objective at the closed form", objective).ToEqual(frame["F"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsItInEveryLayer(Problem problem) => Check(CertifiedSolution(problem), At(problem), Layers.Newton);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindItInEveryLayer(Problem problem) => Check(RandomStartSolution(problem), At(problem), Layers.Descent);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Depths))]
    public void ItIsLostInAJump(int layers)
    {
        double critical = At(Simple(layers)).Number("bCrit");
        double[] strengths = [0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.01, 1.05, 1.2];
        Problem[] path = [.. strengths.Select(s => Simple(layers).WithConstant(2 * s * critical))];
        double[] fitted = [.. path.Select(p => CertifiedSolution(p).Z.Trace() / p.Classes)];
        double[] predicted = [.. path.Select(p => At(p).Number("logitDiag"))];
        Expect("fitted logit along $b/n$", fitted).ToEqual(predicted, Layers.Newton);
        Expect("fitted logit one per cent below the threshold", fitted[6]).ToBeAtLeast((layers - 1.0) / layers, Within.Of(0, "the jump is from (M-1)/M to 0"));
        double[] fine = [.. Enumerable.Range(1, 130).Select(i => 0.01 * i)];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = $"jump-m{layers}",
            Title = $"Fitted logit against the strength of the penalties, M = {layers}",
            Caption = "The frame shrinks to $(M-1)/M$ and then disappears at once; the line is the closed form, points are certified minima.",
            RefutedBy = "a point off the line, or a fit that goes to zero continuously",
            X = new Axis("$b/(n\\,b_{\\text{crit}})$"),
            Y = new Axis("fitted logit $z/\\sqrt{n}$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["$b_{\\text{crit}}$"] = 1 },
            Series =
            [
                new("closed form", SeriesRole.Predicted, fine, [.. fine.Select(s => At(Simple(layers).WithConstant(2 * s * critical)).Number("logitDiag"))]),
                new("certified minimum", SeriesRole.Measured, strengths, fitted),
            ],
        });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Depths))]
    public void BetweenTheThresholdsTheFrameIsOnlyALocalMinimum(int layers)
    {
        Problem problem = Simple(layers);
        Prediction thresholds = At(problem);
        problem = problem.WithConstant(thresholds.Number("bCrit") + thresholds.Number("bSpin"));
        Prediction frame = At(problem);
        Candidate point = Layers.Balanced(problem, Layers.Multiple(3, frame.Number("zLocal") / Math.Sqrt(2)));
        double curvature = new DeepLinearLandscape(problem) is var landscape ? landscape.Curvatures(landscape.Pack(point))[0] : double.NaN;
        Expect("gradient", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("smallest curvature", curvature).ToBeAtLeast(0, Within.Of(1e-13, "rounding of the zero modes of rotations; a saddle has -1e-3"));
        Expect("excess over the certified minimum", Objective.Evaluate(problem, point) - CertifiedSolution(problem).Objective).ToEqual((3 * frame.Number("phiLocal")) - frame.Number("F"), Layers.Newton);
        Expect("excess over the certified minimum", Objective.Evaluate(problem, point) - CertifiedSolution(problem).Objective).ToBeAtLeast(1e-3, Within.Of(0, "not global"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void OnePerCentAboveTheThresholdThereIsNoFrame()
    {
        Problem problem = Simple(2).WithConstant(2 * 1.01 * At(Simple(2)).Number("bCrit"));
        Expect("fitted logit", CertifiedSolution(problem).Z.Trace() / 3).ToEqual(At(problem).Number("zLocal") / Math.Sqrt(2), Layers.Newton);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ClassesOfUnequalSizesDoNotFormIt() =>
        Check(CertifiedSolution(Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.006)), At(Layers.SquaredError(Layers.Balanced(3, 3), [0.01, 0.013], 0.006)), Layers.Newton);

    private void Check(CertifiedSolution solution, Prediction frame, Within within)
    {
        Problem problem = solution.Problem;
        Candidate c = solution.Run.Candidate;
        int k = problem.Classes;
        double tau = frame.Number("tau"), product = 1, feature = tau / (problem.LambdaH * problem.Samples[0]);
        Expect("objective", solution.Objective).ToEqual(frame["F"], Layers.Value);
        Expect("logits", solution.Z).ToEqual(Layers.Multiple(k, frame.Number("logitDiag")), within);
        Expect("Gram of $W_M\\cdots W_1$", c.Product(1).RowGram()).ToEqual(Layers.Multiple(k, frame.Number("productRowNormSq")), within);
        Expect("Gram of the features", c.H.ColumnGram()).ToEqual(Layers.Multiple(k, frame.Number("hNormSq")), within);
        for (int m = problem.Layers; m > 1; m--)
        {
            product *= tau / problem.LambdaW[m - 1];
            Expect($"Gram of $W_M\\cdots W_{m}$", c.Product(m).RowGram()).ToEqual(Layers.Multiple(k, product), within);
        }

        for (int m = 2; m <= problem.Layers; m++)
        {
            feature *= tau / problem.LambdaW[m - 2];
            Matrix entering = c.Entering(m), rows = c.Product(m);
            Expect($"Gram of the means entering layer {m}", entering.ColumnGram()).ToEqual(Layers.Multiple(k, feature), within);
            Expect($"classifiers $W_M\\cdots W_{m}$ minus means entering layer {m}, normalised", rows.Normalised() - entering.Transpose().Normalised()).ToBeZero(within);
        }
    }

    private static Problem Simple(int layers) => Layers.SquaredError(Layers.Balanced(3, 2), [.. Enumerable.Repeat(0.01, layers)], 0.01);

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW), ("lambdaH", p.LambdaH));
}
