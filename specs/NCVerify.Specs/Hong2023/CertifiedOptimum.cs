using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using HlSolved = NCVerify.Claims.Hong2023.CertifiedOptimum;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-SOLVED: logits and Grams of any uneven problem are unique, and known to certified optimality.</summary>
public sealed class CertifiedOptimum : ClaimSpec<HlSolved>
{
    private static IEnumerable<TestCaseData> Problems => ImbalanceSettings.Uneven();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ThePredictedLogitsAreGloballyOptimal(Problem problem)
    {
        Prediction predicted = At(problem);
        Candidate point = Points.FromLogits(problem, predicted.Table("ZClassMeans")) with { Bias = problem.Bias == BiasKind.None ? null : [.. predicted.Vector("b")] };
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the predicted logits", objective).ToEqual(predicted["objective"], Within.Fraction(1e-11, "refactorised logits"));
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsAgree(Problem problem) => Check(RandomStartSolution(problem), At(problem), Within.FirstOrder);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheGramsAreFunctionsOfTheLogits(Problem problem)
    {
        Prediction predicted = At(problem);
        Matrix z = predicted.Table("ZClassMeans");
        int k = problem.Classes;
        Matrix scaled = Matrix.Create(k, k, (i, j) => z[i, j] * Math.Sqrt(problem.Samples[j]));
        double ratio = Math.Sqrt(problem.LambdaH / problem.LambdaW[0]);
        Matrix rows = SymmetricEigen.Decompose(scaled * scaled.Transpose()).Function(v => Math.Sqrt(Math.Max(0, v)));
        Matrix columns = SymmetricEigen.Decompose(scaled.Transpose() * scaled).Function(v => Math.Sqrt(Math.Max(0, v)));
        Within root = Within.Of(1e-6, "square root of an eigenvalue that is zero up to rounding");
        Expect("$\\operatorname{diag}(ZDZ^{\\top})^{1/2}$ scaled", Enumerable.Range(0, k).Select(i => ratio * rows[i, i]).ToArray()).ToEqual(predicted["wNorm2"], root);
        Expect("$\\operatorname{diag}(D^{1/2}Z^{\\top}ZD^{1/2})^{1/2}$ scaled", Enumerable.Range(0, k).Select(i => columns[i, i] / (ratio * problem.Samples[i])).ToArray()).ToEqual(predicted["hNorm2"], root);
        Expect("sum of the singular values", predicted.Vector("singularValuesZsqrtD").Sum()).ToEqual(rows.Trace(), root);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void OtherClassSizesGiveAnother() =>
        Check(CertifiedSolution(ImbalanceSettings.WithoutBias with { Samples = [4, 4, 4, 4] }), At(ImbalanceSettings.WithoutBias), Within.CertifiedGap);

    private void Check(CertifiedSolution s, Prediction predicted, Within within)
    {
        Expect("objective", s.Objective).ToEqual(predicted["objective"], Within.Fraction(1e-10, "certified gap of the prediction"));
        Expect("logits without bias", ImbalanceSettings.ClassLogits(s)).ToEqual(predicted["ZClassMeans"], within);
        Expect("$\\lVert w_k \\rVert^2$", s.ClassifierGram.Norms2()).ToEqual(predicted["wNorm2"], within);
        Expect("$\\lVert \\mu_k \\rVert^2$", s.MeanGram.Norms2()).ToEqual(predicted["hNorm2"], within);
        if (s.Run.Candidate.Bias is { } b)
        {
            Expect("bias, centred", b.Select(x => x - b.Average()).ToArray()).ToEqual(predicted["b"], within);
        }
    }

    private Prediction At(Problem p) => Predict(ImbalanceSettings.Parameters(p));
}
