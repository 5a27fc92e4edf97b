using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc06 = NCVerify.Claims.Xue2023.MinimumNormClassCollapse;

namespace NCVerify.Specs.Xue2023;

/// <summary>SC-06: the minimum-norm linear minimiser ignores the subclass feature; other minimisers see it.</summary>
public sealed class MinimumNormClassCollapse : ClaimSpec<Sc06>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case(40, 1, 0.8, 0.5);
        yield return Case(16, 0.7, 1.5, 1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void ThePseudoInverseGivesIt(int samples, double phi1, double phi2, double sigma)
    {
        // Features of SC-05 for two equal classes: orthogonal, squared length 2. W' = X'(XX')^(-1) F, X a sample per row.
        LinearSpectralContrastive model = Model(samples, phi1, phi2, sigma, 0, 1);
        Matrix x = model.Data, features = Matrix.Create(samples, 2, (i, j) => (i < samples / 2) == (j == 0) ? Math.Sqrt(2) : 0);
        Matrix inverse = SymmetricEigen.Decompose(x * x.Transpose()).Function(v => 1 / v);
        Matrix w = x.Transpose() * (inverse * features);
        CheckNorms(w, At(samples, phi1, sigma), Within.Of(1e-12, "one eigendecomposition in double precision"));
        Expect("loss", model.Evaluate(w)).ToEqual(-2, Within.Rounding);

        // Along u the training features do not change, whatever the length of a.
        double[] along = [0, 1, .. Enumerable.Range(0, samples).Select(i => -phi2 / sigma * (i % 2 == 0 ? 1 : -1))];
        Matrix moved = Matrix.Create(w.Rows, 2, (i, j) => w[i, j] + (j == 0 ? 0.6 * along[i] : 0));
        Expect("loss after a shift along $u$", model.Evaluate(moved)).ToEqual(-2, Within.Rounding);
        Expect("$\\lVert W v_2 \\rVert$ after a shift along $u$ by 0.6", Norm(moved, 1)).ToEqual(0.6, Within.Of(1e-12, "one eigendecomposition in double precision"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void AVanishingPenaltyFindsIt(int samples, double phi1, double phi2, double sigma) =>
        Check(Model(samples, phi1, phi2, sigma, 1e-7, 1), At(samples, phi1, sigma), Within.Of(1e-6, "the penalty 1e-7, over a curvature of the loss of about 1"));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void SmallStartsFindItWithoutPenalty(int samples, double phi1, double phi2, double sigma) =>
        Check(Model(samples, phi1, phi2, sigma, 0, 1e-7), At(samples, phi1, sigma), Within.Of(1e-6, "starts of size 1e-7 keep their part along u"));

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Settings))]
    public void LargeStartsWithoutPenaltyDoNot(int samples, double phi1, double phi2, double sigma) =>
        Check(Model(samples, phi1, phi2, sigma, 0, 1), At(samples, phi1, sigma), Within.Of(1e-6, "as with small starts; of size 1 they keep their part along u"));

    private void Check(LinearSpectralContrastive model, Prediction leastNorm, Within within)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("loss without penalty", model.Loss(minimum.Point[0])).ToEqual(-2, Within.Of(1e-10, "the penalty 1e-7 costs the square of itself"));
        CheckNorms(minimum.Point[0], leastNorm, within);
    }

    private void CheckNorms(Matrix columns, Prediction leastNorm, Within within)
    {
        Expect("$\\lVert W v_1 \\rVert$", Norm(columns, 0)).ToEqual(leastNorm["wv1Norm"], within);
        Expect("$\\lVert W v_2 \\rVert$", Norm(columns, 1)).ToEqual(leastNorm["wv2Norm"], within);
    }

    private static TestCaseData Case(int samples, double phi1, double phi2, double sigma) =>
        new TestCaseData(samples, phi1, phi2, sigma).SetArgDisplayNames($"N = {samples}", $"phi1 = {Exact.Format(phi1)}", $"phi2 = {Exact.Format(phi2)}", $"sigma = {Exact.Format(sigma)}");

    private static double Norm(Matrix columns, int row) => Math.Sqrt(VectorOperations.Dot(columns.Row(row), columns.Row(row)));

    private static LinearSpectralContrastive Model(int samples, double phi1, double phi2, double sigma, double ridge, double start) => new(samples, phi1, phi2, sigma, ridge, start);

    private Prediction At(int samples, double phi1, double sigma) => Predict(("phi1", phi1), ("sigma", sigma), ("N", samples));
}
