using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Sukenik2023;
using NCVerify.Theory;
using MseD5 = NCVerify.Claims.Tirer2022.TwoLayerRelu;

namespace NCVerify.Specs.Tirer2022;

/// <summary>MSE-D5: two layers with a ReLU between reach the linear value with many pre-activations, and go below it for fifteen classes.</summary>
public sealed class TwoLayerRelu : ClaimSpec<MseD5>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case(3, 2, [0.03, 0.045], 0.021);
        yield return Case(4, 1, [0.02, 0.02], 0.02);
        yield return Case(6, 2, [0.01, 0.015], 0.007);
    }

    private static IEnumerable<TestCaseData> Small() => Settings().Take(2);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void FramesAndSimplicesBeforeTheReluAreEquallyGood(int k, int n, double[] lambdaW, double lambdaH)
    {
        foreach (double t in new[] { 0, 0.3, 0.7, 1 })
        {
            CheckMember(k, n, lambdaW, lambdaH, t);
        }
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Small))]
    public void NoRandomStartOfFewClassesEndsBelow(int k, int n, double[] lambdaW, double lambdaH)
    {
        double linear = At(k, n, lambdaW, lambdaH).Number("FLinear");
        double[] ends = ReluStarts.Ends(new ReluChain(n, lambdaW, lambdaH), k, 2, 2 * k, 8, 0.5);
        Expect("values found from random starts minus the linear value", ends.Select(e => e - linear).ToArray()).ToBeAtLeast(0, Within.Of(1e-12, "rounding"));
        Expect("lowest value found", ends[0]).ToEqual(linear, Within.Of(1e-9, "gradient descent with a fixed number of steps"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void ForFifteenClassesACodeIsLower()
    {
        Prediction p = At(15, 1, [0.006, 0.006], 0.006);
        var code = ReluCode.Edges(6, 3, 2);
        double zeta = PredictFor<Claims.Sukenik2024.CodesBeatCollapse>(("name", "half-subset code r=6"), ("M", 2), ("n", 1), ("lambdaEach", 0.006)).Number("zetaConstruction");
        Matrix[] factors = ReluStarts.Scaled(code.FirstPreactivation, code.OtherLayers, [0.006, 0.006], 0.006, 1, zeta);
        double value = new ReluChain(1, [0.006, 0.006], 0.006).Value(factors);
        Expect("code minus the linear value", value - p.Number("FLinear")).ToBeAtMost(-1.5e-3, Within.Of(0, "clearly lower"));
        Expect("linear value", p.Number("FLinear")).ToEqual(0.13081909208565, Within.Of(1e-13, "computed in 40 digits elsewhere"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheFamilyAlongItsParameter()
    {
        double[] t = [.. Enumerable.Range(0, 31).Select(i => 0.05 * i)];
        double[] values = [.. t.Select(x => Value(4, 1, [0.02, 0.02], 0.02, x))];
        double linear = At(4, 1, [0.02, 0.02], 0.02).Number("FLinear");
        Expect("value up to $t=1$", values.Take(21).ToArray()).ToEqual(Enumerable.Repeat(linear, 21).ToArray(), Within.Rounding);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "family",
            Title = "Value of the family of pre-activations, K = 4",
            Caption = "From the orthogonal frame ($t=0$) to the simplex ETF ($t=1$) the value does not change; beyond, it rises.",
            RefutedBy = "a point off the line up to $t=1$",
            X = new Axis("$t$"),
            Y = new Axis("objective"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["simplex ETF"] = 1 },
            Series = [new("linear value", SeriesRole.Predicted, [0, 1], [linear, linear]), new("evaluated", SeriesRole.Measured, t, values)],
        });
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCaseSource(nameof(Settings))]
    public void BeyondTheSimplexTheValueRises(int k, int n, double[] lambdaW, double lambdaH) => CheckMember(k, n, lambdaW, lambdaH, 1.5);

    private void CheckMember(int k, int n, double[] lambdaW, double lambdaH, double t)
    {
        Matrix[] factors = Member(k, n, lambdaW, lambdaH, t);
        Prediction p = At(k, n, lambdaW, lambdaH);
        Expect($"objective at t = {Exact.Format(t)}", new ReluChain(n, lambdaW, lambdaH).Value(factors)).ToEqual(p["FLinear"], Within.Rounding);
        Expect($"output at t = {Exact.Format(t)}", ReluChain.Output(factors)).ToEqual(Matrix.Identity(k).Scale(p.Number("logitDiag")), Within.Rounding);
    }

    private double Value(int k, int n, double[] lambdaW, double lambdaH, double t) => new ReluChain(n, lambdaW, lambdaH).Value(Member(k, n, lambdaW, lambdaH, t));

    private Matrix[] Member(int k, int n, double[] lambdaW, double lambdaH, double t) => ReluStarts.Scaled(
        Matrix.Create(k, k, (i, j) => i == j ? 1 : -t / (k - 1)), [Matrix.Identity(k)], lambdaW, lambdaH, n, At(k, n, lambdaW, lambdaH).Number("logitDiag"));

    private static TestCaseData Case(int k, int n, double[] lambdaW, double lambdaH) => new TestCaseData(k, n, lambdaW, lambdaH)
        .SetArgDisplayNames($"K = {k}", $"n = {n}", $"lambdaW = {string.Join("/", lambdaW.Select(x => Exact.Format(x)))}", $"lambdaH = {Exact.Format(lambdaH)}");

    private Prediction At(int k, int n, double[] lambdaW, double lambdaH) => Predict(("K", k), ("n", n), ("lambdaW", lambdaW), ("lambdaH", lambdaH));
}
