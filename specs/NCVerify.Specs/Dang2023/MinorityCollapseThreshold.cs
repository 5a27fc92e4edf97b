using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC4 = NCVerify.Claims.Dang2023.MinorityCollapseThreshold;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C4: every class has a size below which it is zero; the way there is continuous with one layer and a jump with more.</summary>
public sealed class MinorityCollapseThreshold : ClaimSpec<MseC4>
{
    private static readonly int[] Sizes = [12, 7, 4];

    private static IEnumerable<TestCaseData> Classes() =>
        from m in new[] { 1, 2, 3 } from c in new[] { 0, 1, 2 } select new TestCaseData(m, c).SetArgDisplayNames($"M = {m}", $"class = {Sizes[c]}");

    private static IEnumerable<TestCaseData> Depths() => new[] { 1, 2, 3 }.Select(m => new TestCaseData(m).SetArgDisplayNames($"M = {m}"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Classes))]
    public void BelowItsSizeTheClassIsZero(int layers, int c) => CheckCollapsed(CertifiedSolution(At(layers, c, 0.999)), c, Within.Of(1e-9, "0.1 per cent above the threshold the logit is above 4e-4"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Classes))]
    public void AboveItTheClassHasThePredictedFit(int layers, int c)
    {
        Problem problem = At(layers, c, 1.001);
        CertifiedSolution solution = CertifiedSolution(problem);
        Prediction p = Predicted(problem);
        Expect("logits of all classes", solution.Z.OwnLogits()).ToEqual(p["WHDiag"], Within.Of(1e-9, "second-order solver; curvature close to the threshold is a thousandth of the penalty with one layer"));
        Expect("objective", solution.Objective).ToEqual(p["F"], Layers.Value);
        Expect("logit just above the threshold", solution.Z[c, c]).ToBeAtLeast(p.Number("jumpFraction"), Within.Of(0, "the jump goes to (M-1)/M"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Depths))]
    public void FromRandomStartsTheSmallestClassIsZeroBelowIt(int layers) =>
        CheckCollapsed(RandomStartSolution(At(layers, 2, 0.8)), 2, Within.Of(1e-8, "first-order solver, a fifth below the threshold"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Depths))]
    public void ClassesVanishOneAfterAnother(int layers)
    {
        double critical = Predicted(At(layers, 2, 1)).Number("bCrit");
        double[] strengths = [.. Enumerable.Range(0, 20).Select(i => critical * (0.55 + (0.7 * i)))];
        Problem[] path = [.. strengths.Select(s => Simple(layers).WithConstant(s))];
        double[][] measured = [.. path.Select(p => CertifiedSolution(p).Z.OwnLogits())];
        double[][] predicted = [.. path.Select(p => Predicted(p).Vector("WHDiag").ToArray())];
        var series = new List<Series>();
        for (int c = 0; c < Sizes.Length; c++)
        {
            double[] line = [.. predicted.Select(p => p[c])], points = [.. measured.Select(m => m[c])];
            Expect($"logit of the class of {Sizes[c]} samples along $b$", points).ToEqual(line, Layers.Newton);
            series.Add(new($"n = {Sizes[c]}, closed form", SeriesRole.Predicted, strengths, line));
            series.Add(new($"n = {Sizes[c]}, certified", SeriesRole.Measured, strengths, points));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = $"logits-m{layers}",
            Title = $"Fitted logits against the strength of the penalties, M = {layers}",
            Caption = "Each class vanishes where $b = n_k\\,b_{\\text{crit}}$; with two or more layers in a jump from $(M-1)/M$.",
            RefutedBy = "a class that is zero before its line, or not zero after it",
            X = new Axis("$b$"),
            Y = new Axis("fitted logit"),
            Thresholds = Sizes.ToDictionary(n => $"n = {n}", n => n * critical, StringComparer.Ordinal),
            Series = series,
        });
    }

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Classes))]
    public void AboveItTheClassIsNotZero(int layers, int c) => CheckCollapsed(CertifiedSolution(At(layers, c, 1.001)), c, Within.Of(1e-9, "0.1 per cent above the threshold the logit is above 4e-4"));

    [Test, Oracle(OracleKind.Certificate)]
    public void TheLargestPenaltyOfEachSize()
    {
        int[] sizes = [1, 2, 4, 8, 15, 25], fine = [.. Enumerable.Range(1, 25)];
        var series = new List<Series>();
        foreach (int layers in new[] { 1, 2, 3 })
        {
            double[] predicted = [.. sizes.Select(n => VanishingPenalty(layers, n))];
            double[] measured = [.. sizes.Zip(predicted, (n, p) => MeasuredPenalty(layers, n, p / 1.12, p * 1.09))];
            Expect($"penalty from which on the class of $n_k$ samples vanishes, over the predicted one, M = {Exact.Format(layers)}", measured.Zip(predicted, (m, p) => m / p).ToArray()).ToEqual(predicted.Select(_ => 1.0).ToArray(), Within.Of(3e-3, "half of the bisection's last interval is 0.0025"));
            double[] n = [.. sizes.Select(s => (double)s)];
            series.Add(new($"M = {Exact.Format(layers)}", SeriesRole.Predicted, [.. fine.Select(s => (double)s)], [.. fine.Select(s => VanishingPenalty(layers, s))]));
            series.Add(new($"M = {Exact.Format(layers)}, certified", SeriesRole.Measured, n, measured));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "vanishing-penalties",
            Title = "The penalty from which on a class vanishes, over its size",
            Caption = "One class of $n_k$ samples beside classes of 12 and 7, all penalties equal: closed form (lines), and found by bisection of certified solutions (points). Above its line the class has zero logits.",
            RefutedBy = "a point off its line",
            X = new Axis("$n_k$ (samples)", Logarithmic: true),
            Y = new Axis("$\\lambda$", Logarithmic: true),
            Series = series,
        });
    }

    // The closed form gives the critical size of a penalty, so its inverse is found by bisection of the formula alone.
    private double VanishingPenalty(int layers, int n)
    {
        (double fitted, double zero) = (1e-6, 10);
        for (int step = 0; step < 60; step++)
        {
            double middle = Math.Sqrt(fitted * zero);
            (fitted, zero) = Predicted(Equal(layers, n, middle)).Number("nCrit") > n ? (fitted, middle) : (middle, zero);
        }

        return Math.Sqrt(fitted * zero);
    }

    // Whether the class has a fit at a certified solution decides each step; the given ends must lie on both sides.
    private double MeasuredPenalty(int layers, int n, double fitted, double zero)
    {
        bool Vanished(double penalty) => Math.Abs(CertifiedSolution(Equal(layers, n, penalty)).Z[2, 2]) <= 1e-6;
        Expect($"zero below and above, n_k = {Exact.Format(n)}, M = {Exact.Format(layers)}", new[] { Vanished(fitted), Vanished(zero) }).ToEqual(new[] { false, true }, Within.Of(0, "the ends of the bisection are on both sides"));
        while (zero / fitted > 1.005)
        {
            double middle = Math.Sqrt(fitted * zero);
            (fitted, zero) = Vanished(middle) ? (fitted, middle) : (middle, zero);
        }

        return Math.Sqrt(fitted * zero);
    }

    private static Problem Equal(int layers, int n, double penalty) => Layers.SquaredError([12, 7, n], [.. Enumerable.Repeat(penalty, layers)], penalty);

    private void CheckCollapsed(CertifiedSolution solution, int c, Within zero)
    {
        Expect("logits of the class", solution.Z.Column(c)).ToBeZero(zero);
        Expect("predicted logit of the class", Predicted(solution.Problem).Vector("WHDiag")[c]).ToBeZero(Within.Of(0, "exactly zero below the threshold"));
        Expect("collapse size over class size", Predicted(solution.Problem).Number("nCrit") / Sizes[c]).ToBeAtLeast(1, Within.Of(0, "the class lies below it"));
    }

    // n_k/n_crit of class c is the given ratio.
    private Problem At(int layers, int c, double ratio) =>
        Simple(layers).WithConstant(Sizes[c] / ratio * Critical(layers));

    private static double Critical(int layers) => layers == 1 ? 1 : layers == 2 ? 0.5 : Math.Cbrt(4) / 3;

    private static Problem Simple(int layers) => Layers.SquaredError(Sizes, [.. Enumerable.Range(0, layers).Select(m => 0.01 + (0.005 * m))], 0.02);

    private Prediction Predicted(Problem p) => Predict(("n", p.Samples), ("M", p.Layers), ("lambdaProduct", p.Product()));
}
