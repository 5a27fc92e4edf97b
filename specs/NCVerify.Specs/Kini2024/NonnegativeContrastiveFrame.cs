using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Graf2021;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc03 = NCVerify.Claims.Kini2024.NonnegativeContrastiveFrame;

namespace NCVerify.Specs.Kini2024;

/// <summary>SC-03: nonnegative features form an orthogonal frame whatever the class sizes.</summary>
public sealed class NonnegativeContrastiveFrame : ClaimSpec<Sc03>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case([20, 20, 2, 2], 0.5);
        yield return Case([9, 5, 3, 2], 1);
        yield return Case([4, 4, 4], 0.3);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheLossOfTheFrameIsTheFormula(int[] n, double tau)
    {
        SupervisedContrastive model = Model(n, tau);
        double value = model.EvaluateGram(ContrastiveSettings.GramOf(model, 0), new Matrix(model.N, model.N));
        Expect("loss at an orthogonal frame", value).ToEqual(At(n, tau)["value"], Within.Rounding);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoNonnegativeUnitFeaturesLieBelowIt(int[] n, double tau)
    {
        SupervisedContrastive model = Model(n, tau);
        double bound = Workbench.Current.ContrastiveBound(model, Matrix.Create(model.N, model.K, (i, j) => model.Labels[i] == j ? 1 : 0));
        Expect("predicted minimum minus rigorous lower bound", At(n, tau).Number("value") - bound).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(int[] n, double tau) => Check(Model(n, tau), At(n, tau));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void OnTheWholeSphereTheyDoNot() => Check(new SupervisedContrastive([8, 8, 2, 2], 5, 0.5), At([8, 8, 2, 2], 0.5));

    private void Check(SupervisedContrastive model, Prediction frame)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("loss", minimum.Objective).ToEqual(frame["value"], ContrastiveSettings.Loss);
        Expect("Gram of all samples", ContrastiveSettings.Gram(minimum)).ToEqual(ContrastiveSettings.GramOf(model, frame.Number("cos")), Within.Of(1e-9, "entries are squares of the unknowns, whose gradient is below 1e-11"));
    }

    private static TestCaseData Case(int[] n, double tau) => new TestCaseData(n, tau).SetArgDisplayNames("n = " + string.Join('-', n), $"tau = {Exact.Format(tau)}");

    private static SupervisedContrastive Model(int[] n, double tau) => new(n, n.Length + 1, tau, VectorSet.NonnegativeSphere);

    private Prediction At(int[] n, double tau) => Predict(("n", n), ("tau", tau));
}
