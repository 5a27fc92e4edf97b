using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Garrod2024;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseG2 = NCVerify.Claims.Certificates.SoftmaxDualAtAnyScale;

namespace NCVerify.Specs.Certificates;

/// <summary>MSE-G2: at collapsed logits of any scale the softmax certificate has a closed form, below the minimum and equal to it at one scale.</summary>
public sealed class SoftmaxDualAtAnyScale : ClaimSpec<MseG2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(3, 2), [0.02], 0.01));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(5, 1), [0.03], 0.03, BiasKind.Free));
        yield return Regime.Of(Layers.CrossEntropy(Layers.Balanced(4, 3), [0.01], 0.004, BiasKind.Regularized) with { LambdaB = 0.1 });
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void AtAnyScaleItIsAtLeastTheClosedForm(Problem problem)
    {
        // Up to the optimal scale the proven bound is the formula; above, it moves away from the labels, which the formula does not.
        foreach (double factor in new[] { 0.5, 0.9, 1, 1.1, 2 })
        {
            Prediction p = At(problem, factor * Scale(problem));
            double bound = FirstOrderBound(problem, Structures.Simplex(problem, factor * Scale(problem))).Value;
            Expect($"objective at {Exact.Format(factor)} of the optimal scale", Objective.Evaluate(problem, Structures.Simplex(problem, factor * Scale(problem)))).ToEqual(p["primal"], Within.Rounding);
            Expect($"bound at {Exact.Format(factor)} of the optimal scale, minus the formula", bound - p.Number("dual")).ToBeAtLeast(0, Within.Of(1e-12, "the rigorous bound gives away its own rounding"));
            Expect($"excess over the formula up to the optimal scale, {Exact.Format(factor)}", factor > 1 ? 0 : bound - p.Number("dual")).ToBeZero(Within.Of(1e-12, "the rigorous bound gives away its own rounding"));
            Expect($"bound at {Exact.Format(factor)} of the optimal scale, minus the minimum", bound - p.Number("FStar")).ToBeAtMost(0, Within.Of(1e-15, "rounding of the minimum"));
        }
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void AtTheMinimiserItIsTight(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Expect("relative gap", solution.RelativeGap).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
        CheckTight(problem, Scale(problem));
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Problems))]
    public void TenPerCentOffItIsNotTight(Problem problem) => CheckTight(problem, 1.1 * Scale(problem));

    private void CheckTight(Problem problem, double scale)
    {
        Prediction p = At(problem, scale);
        Expect("minimum minus the formula's bound", p.Number("FStar") - p.Number("dual")).ToBeZero(Within.Of(1e-12, "rounding"));
        Expect("minimum against the certified one", p["FStar"]).ToEqual(CertifiedSolution(problem).Objective, Layers.Value);
    }

    private static double Scale(Problem problem) =>
        Math.Log((1 / (problem.Lambda * Math.Sqrt(problem.Samples[0]))) - problem.Classes + 1);

    private Prediction At(Problem p, double alpha) => Predict([.. Structures.Parameters(p), ("alpha", alpha)]);
}
