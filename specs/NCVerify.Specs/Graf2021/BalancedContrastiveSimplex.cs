using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc01 = NCVerify.Claims.Graf2021.BalancedContrastiveSimplex;

namespace NCVerify.Specs.Graf2021;

/// <summary>SC-01: the balanced supervised contrastive loss is least at a class-collapsed simplex ETF.</summary>
public sealed class BalancedContrastiveSimplex : ClaimSpec<Sc01>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case(4, 5, 0.5, 3);
        yield return Case(3, 4, 1, 5);
        yield return Case(6, 3, 0.4, 6);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheLossOfTheEtfIsTheFormula(int k, int n, double tau, int d) =>
        Expect("loss at the simplex ETF", ContrastiveSettings.LossAtEtf(Model(k, n, tau, d))).ToEqual(At(k, n, tau)["value"], Within.Rounding);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoUnitFeaturesLieBelowIt(int k, int n, double tau, int d)
    {
        SupervisedContrastive model = Model(k, n, tau, d);
        double bound = Workbench.Current.ContrastiveBound(model, ContrastiveSettings.Simplex(model));
        Expect("predicted minimum minus rigorous lower bound", At(k, n, tau).Number("value") - bound).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(int k, int n, double tau, int d) => Check(Model(k, n, tau, d), At(k, n, tau));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void UnevenClassesDoNotFormIt() => Check(new SupervisedContrastive([20, 20, 2, 2], 4, 0.5), At(4, 11, 0.5));

    private void Check(SupervisedContrastive model, Prediction etf)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("loss", minimum.Objective).ToEqual(etf["value"], ContrastiveSettings.Loss);
        Expect("Gram of all samples", ContrastiveSettings.Gram(minimum)).ToEqual(ContrastiveSettings.GramOf(model, etf.Number("cos")), ContrastiveSettings.Angles);
    }

    private static TestCaseData Case(int k, int n, double tau, int d) =>
        new TestCaseData(k, n, tau, d).SetArgDisplayNames($"K = {k}", $"n = {n}", $"tau = {Exact.Format(tau)}", $"d = {d}");

    private static SupervisedContrastive Model(int k, int n, double tau, int d) => new([.. Enumerable.Repeat(n, k)], d, tau);

    private Prediction At(int k, int n, double tau) => Predict(("K", k), ("n", n), ("tau", tau));
}
