using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA1 = NCVerify.Claims.Dang2023.OneLayerFrame;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A1: balanced squared error with one layer and no bias gives a self-dual orthogonal frame of known lengths.</summary>
public sealed class OneLayerFrame : ClaimSpec<MseA1>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(4, 3), [0.01], 0.005));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(3, 2), [0.02], 0.03, d: 5));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(6, 1), [0.0004], 0.01));
        yield return Regime.Of(AtThreshold(0.97));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Prediction frame = At(problem);
        Candidate point = Layers.Balanced(problem, Layers.Multiple(problem.Classes, frame.Number("logitDiag")));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the closed form", objective).ToEqual(frame["F"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem) => Check(CertifiedSolution(problem), At(problem), Layers.Newton);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), At(problem), Layers.Descent);

    [Test, Oracle(OracleKind.Certificate)]
    public void FromTheThresholdOnEverythingIsZero()
    {
        CertifiedSolution solution = CertifiedSolution(AtThreshold(1.001));
        Expect("objective above $c=1$", solution.Objective).ToEqual(At(solution.Problem)["F"], Layers.Value);
        Expect("logits above $c=1$", solution.Z).ToBeZero(Within.Of(1e-9, "0.1 per cent below the threshold they are 1e-3"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ClassesOfUnequalSizesDoNotFormIt() =>
        Check(CertifiedSolution(Layers.SquaredError([9, 6, 3, 2, 1], [0.004], 0.002)), At(Layers.SquaredError(Layers.Balanced(5, 4), [0.004], 0.002)), Layers.Newton);

    private void Check(CertifiedSolution solution, Prediction frame, Within within)
    {
        int k = solution.Problem.Classes;
        Matrix dual = Matrix.Create(k, solution.Problem.Dimension, (i, j) => frame.Number("wOverH") * solution.H[j, i]);
        Expect("objective", solution.Objective).ToEqual(frame["F"], Layers.Value);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(Layers.Multiple(k, frame.Number("wNormSq")), within);
        Expect("class-mean Gram $\\bar{H}^\\top \\bar{H}$", solution.MeanGram).ToEqual(Layers.Multiple(k, frame.Number("hNormSq")), within);
        Expect("logits $W\\bar{H}$", solution.Z).ToEqual(Layers.Multiple(k, frame.Number("logitDiag")), within);
        Expect("classifiers minus their multiples of features", solution.W - dual).ToBeZero(within);
    }

    // Penalties such that c = K sqrt(n lambdaW lambdaH) is the given number.
    private static Problem AtThreshold(double c) => Layers.SquaredError(Layers.Balanced(4, 3), [0.01], 0.005).WithLambda(c / (4 * Math.Sqrt(3)));

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH));
}
