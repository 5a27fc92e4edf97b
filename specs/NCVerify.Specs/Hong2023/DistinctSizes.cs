using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl7 = NCVerify.Claims.Hong2023.DistinctSizes;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-7: without ties no two classes merge; the logits lose rank instead.</summary>
public sealed class DistinctSizes : ClaimSpec<Hl7>
{
    private static readonly int[] Sizes = [40, 25, 10, 8, 6];

    private static IEnumerable<TestCaseData> Penalties() => new[] { 0.01, 0.028, 0.030, 0.035, 0.05 }.Select(l => new TestCaseData(l).SetArgDisplayNames("lambda = " + Exact.Format(l)));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Penalties))]
    public void NoTwoColumnsCoincide(double lambda) => CheckApart(CertifiedSolution(Problem.CrossEntropy(Sizes, lambda, lambda)));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Penalties))]
    public void FromRandomStartsNeither(double lambda) => CheckApart(RandomStartSolution(Problem.CrossEntropy([12, 8, 3, 2, 1], 3 * lambda, lambda)));

    [Test, Oracle(OracleKind.Certificate)]
    public void TheRankFallsStepByStep()
    {
        Prediction predicted = Predict(("n", Sizes));
        double zero = predicted.Number("zeroThreshold");
        double[] lambdas = [.. Enumerable.Range(0, 56).Select(i => 0.01 + (i * 0.001)), zero * 0.999, zero * 1.001];
        double[] ranks = [.. lambdas.Select(l => (double)Rank(CertifiedSolution(Problem.CrossEntropy(Sizes, l, l))))];
        double[] probes = [0.028, 0.030, 0.035, 0.05];
        Expect("rank at $\\lambda$ = 0.028, 0.030, 0.035, 0.05", probes.Select(l => (double)Rank(CertifiedSolution(Problem.CrossEntropy(Sizes, l, l)))).ToArray()).ToEqual(new double[] { 4, 3, 2, 1 }, Within.Of(0, "integers, from an independent computation"));
        Expect("rank at the least penalty", ranks[0]).ToEqual(predicted["fullRank"], Within.Of(0, "an integer"));
        Expect("rank just below and above the last threshold", new[] { ranks[^2], ranks[^1] }).ToEqual(new double[] { 1, 0 }, Within.Of(0, "integers"));
        Expect("increase of the rank from one penalty to the next", ranks.Zip(ranks.Skip(1), (a, b) => b - a).ToArray()).ToBeAtMost(0, Within.Of(0, "integers"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "rank",
            Title = "Rank of the logits along the penalty, n = (40, 25, 10, 8, 6)",
            Caption = "The rank of $Z$ of certified solutions falls one by one; classes of different sizes never merge.",
            RefutedBy = "a rank that rises, or that is not zero beyond the line",
            X = new Axis("$\\lambda$"),
            Y = new Axis("rank of $Z$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["all zero"] = zero },
            Series = [new("certified solver", SeriesRole.Measured, lambdas, ranks)],
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TiedClassesDoCoincide()
    {
        double lambda = 1.01 * Math.Sqrt(8) / 87;
        CheckApart(CertifiedSolution(Problem.CrossEntropy([40, 25, 8, 8, 6], lambda, lambda)));
    }

    private void CheckApart(CertifiedSolution s)
    {
        int k = s.Problem.Classes;
        double least = (from i in Enumerable.Range(0, k) from j in Enumerable.Range(i + 1, k - i - 1) select s.Z.Column(i).Zip(s.Z.Column(j), (a, b) => Math.Abs(a - b)).Max()).Min();
        Expect("least distance of two columns of $Z$", least).ToBeAtLeast(1e-3, Within.Of(1e-9, "rounding of merged columns"));
    }

    // W'W has the eigenvalues of the singular values of Z D^(1/2), no square root of rounding in between.
    private static int Rank(CertifiedSolution s) => SymmetricEigen.Decompose(s.W.Transpose() * s.W).Values.Count(v => v > 1e-9);
}
