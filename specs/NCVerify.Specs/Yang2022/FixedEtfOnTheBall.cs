using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Fix02 = NCVerify.Claims.Yang2022.FixedEtfOnTheBall;

namespace NCVerify.Specs.Yang2022;

/// <summary>FIX-02: on a ball, cross-entropy and dot regression both end at h_i = sqrt(E_H/E_W) w_y.</summary>
public sealed class FixedEtfOnTheBall : ClaimSpec<Fix02>
{
    private const double EnergyW = 2, EnergyH = 1.5;

    private static IEnumerable<TestCaseData> Profiles => FixedEtfSettings.Profiles();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Profiles))]
    public void CrossEntropyEndsThere(int[] sizes) =>
        Check(Bounded(FixedEtfSettings.Etf(sizes.Length, EnergyW), sizes, FixedClassifierLoss.CrossEntropy), Within.Of(1e-8, "projected gradient at most 1e-11; the constraint is active with a multiplier of order 0.1"));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Profiles))]
    public void DotRegressionTendsThereSlowly(int[] sizes)
    {
        FixedClassifierProblem problem = Bounded(FixedEtfSettings.Etf(sizes.Length, EnergyW), sizes, FixedClassifierLoss.DotRegression);
        Check(problem, Within.Of(0.05, "the loss is flat at its end: the error is about ten times the root of the projected gradient, 1e-6; 0.013 was seen"), 1e-6);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheLeastLossHasTheStatedValue(int[] sizes)
    {
        int k = sizes.Length;
        Prediction claim = At(k);
        Matrix w = FixedEtfSettings.Etf(k, EnergyW);
        Matrix logits = (w * w.Transpose()).Scale(claim.Number("ratio"));
        double[] losses = [.. Enumerable.Range(0, k).Select(y => Math.Log(Enumerable.Range(0, k).Sum(c => Math.Exp(logits[c, y]))) - logits[y, y])];
        Expect("cross-entropy at the minimiser", losses).ToEqual(Enumerable.Repeat(claim.Number("crossEntropy"), k).ToArray(), Within.Of(1e-12, "rounding of an explicit ETF"));

        // Jensen's bound holds with equality only there: random points of the ball stay above.
        var random = new CounterRandom(3);
        double least = Enumerable.Range(0, 2000).Min(_ =>
        {
            double[] h = [.. Enumerable.Range(0, w.Columns).Select(_ => random.NextGaussian())];
            double norm = Math.Sqrt(h.Sum(x => x * x) / EnergyH);
            double[] z = [.. Enumerable.Range(0, k).Select(c => Enumerable.Range(0, h.Length).Sum(r => w[c, r] * h[r]) / norm)];
            return Math.Log(z.Sum(Math.Exp)) - z[0];
        });
        Expect("least cross-entropy of 2000 random features", least).ToBeAtLeast(claim.Number("crossEntropy"), Within.Of(1e-12, "a lower bound"));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void OrthogonalClassifiersDoNotAlignThem() =>
        Check(Bounded(FixedEtfSettings.Orthogonal(4, EnergyW), [8, 4, 2, 1], FixedClassifierLoss.CrossEntropy), Within.Of(1e-8, "projected gradient at most 1e-11"));

    private void Check(FixedClassifierProblem problem, Within within, double tolerance = 1e-11)
    {
        Matrix features = FixedClassifierFeatures(problem, tolerance: tolerance);
        double ratio = At(problem.Samples.Count).Number("ratio");
        Expect("$h_i-\\sqrt{E_H/E_W}\\,w_{y_i}$", FixedEtfSettings.Misfit(problem, features, _ => ratio)).ToBeZero(within);
    }

    private static FixedClassifierProblem Bounded(Matrix classifier, int[] sizes, FixedClassifierLoss loss) => new(classifier, sizes) { Loss = loss, Energy = EnergyH };

    private Prediction At(int classes) => Predict(("K", classes), ("EW", EnergyW), ("EH", EnergyH));
}
