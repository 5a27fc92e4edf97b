using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ulpm5 = NCVerify.Claims.Ji2021.DiscreteDescent;

namespace NCVerify.Specs.Ji2021;

/// <summary>ULPM-5: gradient descent with steps in proportion to 1/loss reaches the largest normalised margin.</summary>
public sealed class DiscreteDescent : ClaimSpec<Ulpm5>
{
    private const int Steps = 10_000;

    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(4, 1, 5).SetArgDisplayNames("K = 4", "n = 1", "d = 5");
        yield return new TestCaseData(5, 2, 5).SetArgDisplayNames("K = 5", "n = 2", "d = 5");
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Settings))]
    public void AdaptiveStepsReachIt(int k, int n, int d) => Check(k, n, d, (loss, square) => 1 / (loss * (1 + square)));

    [Oracle(OracleKind.Flow), Control, TestCaseSource(nameof(Settings))]
    public void FixedStepsDoNot(int k, int n, int d) => Check(k, n, d, (_, _) => 0.01);

    private void Check(int k, int n, int d, Func<double, double, double> step)
    {
        (Matrix w, Matrix h) = FlowSettings.Random(k, n, d);
        FlowState end = FlowSettings.Flow(k, n, d).Descend(w, h, step, Steps);
        Expect($"least margin after {Steps} steps", end.Margin).ToBeAtLeast(200, Within.Of(0, "grows without bound"));
        Expect("normalised margin over its limit", end.NormalisedMargin / Predict(("K", k), ("n", n)).Number("maxNormalisedMargin")).ToEqual(1, Within.Of(2e-3, "the error is of order 1/s"));
    }
}
