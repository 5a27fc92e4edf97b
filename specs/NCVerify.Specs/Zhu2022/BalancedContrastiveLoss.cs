using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Graf2021;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc04 = NCVerify.Claims.Zhu2022.BalancedContrastiveLoss;

namespace NCVerify.Specs.Zhu2022;

/// <summary>SC-04: averaged denominators and a balanced mean together give the simplex ETF for any class sizes; one alone does not.</summary>
public sealed class BalancedContrastiveLoss : ClaimSpec<Sc04>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case([20, 20, 2, 2], 0.5);
        yield return Case([9, 5, 3, 2], 1);
        yield return Case([12, 3, 2], 0.4);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheLossOfTheEtfIsTheFormula(int[] n, double tau) =>
        Expect("loss at the simplex ETF", ContrastiveSettings.LossAtEtf(Model(n, tau))).ToEqual(At(n, tau)["value"], Within.Of(1e-13, "two formulas in double precision"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoUnitFeaturesLieBelowIt(int[] n, double tau)
    {
        SupervisedContrastive model = Model(n, tau);
        double bound = Workbench.Current.ContrastiveBound(model, ContrastiveSettings.Simplex(model));
        Expect("predicted minimum minus rigorous lower bound", At(n, tau).Number("value") - bound).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(int[] n, double tau)
    {
        SupervisedContrastive model = Model(n, tau);
        FreeMinimum minimum = Check(model, At(n, tau));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "gram-" + string.Join('-', n),
            Title = $"Gram of all samples, n = {string.Join(", ", n)}",
            Caption = "Samples stand class by class. Every class counts the same, whatever its size.",
            RefutedBy = "an entry of the measured matrix that differs from the predicted one by more than the tolerance",
            HeatMaps = [new("predicted", ContrastiveSettings.GramOf(model, At(n, tau).Number("cos"))), new("measured", ContrastiveSettings.Gram(minimum))],
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void AveragedDenominatorsAloneDoNot() => Check(new SupervisedContrastive([20, 20, 2, 2], 4, 0.5, averagedDenominators: true), At([20, 20, 2, 2], 0.5));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void TheBalancedMeanAloneDoesNot() => Check(new SupervisedContrastive([20, 20, 2, 2], 4, 0.5, balancedMean: true), At([20, 20, 2, 2], 0.5));

    private FreeMinimum Check(SupervisedContrastive model, Prediction etf)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("Gram of all samples", ContrastiveSettings.Gram(minimum)).ToEqual(ContrastiveSettings.GramOf(model, etf.Number("cos")), ContrastiveSettings.Angles);
        Expect("loss", minimum.Objective).ToEqual(etf["value"], ContrastiveSettings.Loss);
        return minimum;
    }

    private static TestCaseData Case(int[] n, double tau) => new TestCaseData(n, tau).SetArgDisplayNames("n = " + string.Join('-', n), $"tau = {Exact.Format(tau)}");

    private static SupervisedContrastive Model(int[] n, double tau) => new(n, n.Length, tau, averagedDenominators: true, balancedMean: true);

    private Prediction At(int[] n, double tau) => Predict(("K", n.Length), ("tau", tau));
}
