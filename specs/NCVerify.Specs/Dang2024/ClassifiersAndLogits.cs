using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu1 = NCVerify.Claims.Dang2024.OrthogonalMinimiser;
using CeRelu2 = NCVerify.Claims.Dang2024.ClassifiersAndLogits;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-2: logits M_k (e_k - 1/K), and classifiers aligned with the sqrt(n)-scaled, then centred class means.</summary>
public sealed class ClassifiersAndLogits : ClaimSpec<CeRelu2>
{
    private static IEnumerable<TestCaseData> All => ReluSettings.All();

    private static IEnumerable<TestCaseData> Roomy => ReluSettings.Roomy();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(All))]
    public void AtTheSecondOrderSolution(Problem problem) => Check(CertifiedSolution(problem), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Roomy))]
    public void AtTheSolutionFromRandomStarts(Problem problem) => Check(RandomStartSolution(problem), Within.FirstOrder);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(All))]
    public void TheClassifierGramFollowsFromTheLogits(Problem problem)
    {
        Prediction margins = PredictFor<CeRelu1>(ReluSettings.Parameters(problem));
        Candidate point = Points.OnAxes(problem, margins.Vector("hNorm2"), ReluSettings.Logits(margins.Vector("marginM")));
        Expect("classifier Gram $WW^\\top$", point.W[0] * point.W[0].Transpose()).ToEqual(Predict(ReluSettings.Parameters(problem))["WWT"], Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void FeaturesOfEitherSignAlignOtherwise() =>
        Check(CertifiedSolution(ReluSettings.Uneven with { Features = FeatureDomain.Free }), Within.CertifiedGap);

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void MarginsAsCodedInThePublicRepositoryAreNotStationary()
    {
        // There 1/q = sqrt(n_k) / (N sqrt(lambda_W lambda_H) sqrt((K-1)/K lambda_W/lambda_H)): lambda_H cancels.
        Problem p = ReluSettings.Uneven;
        int k = p.Classes;
        double[] coded = [.. p.Samples.Select(n => Math.Log((k - 1) * ((Math.Sqrt(n) / (p.Total * p.Lambda * Math.Sqrt((k - 1.0) / k * p.LambdaW[0] / p.LambdaH))) - 1)))];
        CertifiedSolution solution = CertifiedSolution(p);
        Expect("margins", Enumerable.Range(0, k).Select(c => solution.Z[c, c] - solution.Z[(c + 1) % k, c]).ToArray()).ToEqual(coded, Within.CertifiedGap);
    }

    private void Check(CertifiedSolution solution, Within within)
    {
        Problem problem = solution.Problem;
        int k = problem.Classes;
        Prediction predicted = Predict(ReluSettings.Parameters(problem));
        IReadOnlyList<double> margins = PredictFor<CeRelu1>(ReluSettings.Parameters(problem)).Vector("marginM");
        Expect("logits $Z$", solution.Z).ToEqual(ReluSettings.Logits(margins), within);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(predicted["WWT"], within);

        Matrix scaled = Matrix.Create(problem.Dimension, k, (i, j) => Math.Sqrt(problem.Samples[j]) * solution.H[i, j]);
        double factor = Math.Sqrt(problem.LambdaH / (k * (k - 1) * problem.LambdaW[0])) * k;
        Matrix aligned = factor * (scaled * Matrix.Centring(k));
        Expect("classifiers minus scaled centred means", solution.W.Transpose() - aligned).ToBeZero(within);
    }
}
