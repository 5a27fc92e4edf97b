using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl6 = NCVerify.Claims.Hong2023.ManySamples;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-6: logit differences are log(N lambda) + log(-Q) up to one over the margin.</summary>
public sealed class ManySamples : ClaimSpec<Hl6>
{
    private static readonly double[] Penalties = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    private static IEnumerable<TestCaseData> Sizes()
    {
        yield return Regime.Sizes(9, 6, 3, 2, 1);
        yield return Regime.Sizes(20, 20, 5, 5);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Sizes))]
    public void TheRemainderIsOfOrderOneOverTheMargin(int[] sizes)
    {
        double[] remainders = [.. Penalties.Select(l => Remainder(CertifiedSolution(Problem.CrossEntropy(sizes, l, l)), sizes))];
        double[] margins = [.. Penalties.Select(l => Predict(("n", sizes), ("lambdaZ", l)).Number("leadingMargin"))];
        CheckSmall(remainders[^1], margins[^1]);
        Expect("growth of the remainder from one penalty to the next", remainders.Zip(remainders.Skip(1), (a, b) => b - a).ToArray()).ToBeAtMost(0, Within.Of(0, "falls"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "remainder-" + string.Join('-', sizes),
            Title = "Error of the asymptotic logits, n = (" + string.Join(", ", sizes) + ")",
            Caption = "Largest error of $z_{jk}-z_{kk}$ at certified solutions against the margin; the dashed line is one over the margin.",
            RefutedBy = "points that fall more slowly than the dashed line",
            X = new Axis("leading margin $-\\log(N\\lambda)$", Logarithmic: true),
            Y = new Axis("largest error", Logarithmic: true),
            Series = [new("certified solver", SeriesRole.Measured, [.. margins.Skip(1)], [.. remainders.Skip(1)]), new("one over the margin", SeriesRole.Reference, [.. margins.Skip(1)], [.. margins.Skip(1).Select(m => 1 / m)])],
        });
    }

    [Test, Oracle(OracleKind.Solver)]
    public void FromRandomStartsToo()
    {
        int[] sizes = [4, 3, 2, 1];
        CertifiedSolution s = RandomStartSolution(Problem.CrossEntropy(sizes, 1e-3, 1e-3));
        CheckSmall(Remainder(s, sizes), Predict(("n", sizes), ("lambdaZ", 1e-3)).Number("leadingMargin"));
    }

    // Two clusters of five classes, sizes 2 n and n, lambda = 0.1/N: towards -1/9, but very slowly.
    [Test, Oracle(OracleKind.Certificate)]
    public void WithManySamplesCosinesApproachTheSimplexSlowly()
    {
        double[] logarithms = [2, 4, 6];
        Matrix[] grams = [.. logarithms.Select(e => (int)Math.Pow(10, e)).Select(n => CertifiedSolution(ImbalanceSettings.TwoClusters(5, 5, 2 * n, n, 0.1 / (15.0 * n))).Z).Select(z => z.Transpose() * z)];
        double[] majority = [.. grams.Select(g => Math.Abs(g.Cosine(0, 1) + (1.0 / 9)))], minority = [.. grams.Select(g => Math.Abs(g.Cosine(8, 9) + (1.0 / 9)))];
        Expect("change of the distance to the simplex cosine", majority.Zip(majority.Skip(1), (a, b) => b - a).Concat(minority.Zip(minority.Skip(1), (a, b) => b - a)).ToArray()).ToBeAtMost(0, Within.Of(0, "it falls"));
        Expect("distance at a million samples per class", new[] { majority[^1], minority[^1] }).ToBeAtLeast(1e-2, Within.Of(0, "far from the limit still"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void OtherClassSizesHaveAnotherTerm()
    {
        int[] sizes = [9, 6, 3, 2, 1], other = [5, 4, 4, 4, 4];
        CheckSmall(Remainder(CertifiedSolution(Problem.CrossEntropy(sizes, 1e-6, 1e-6)), other), Predict(("n", other), ("lambdaZ", 1e-6)).Number("leadingMargin"));
    }

    private void CheckSmall(double remainder, double margin) =>
        Expect("remainder times leading margin", remainder * margin).ToBeAtMost(2, Within.Of(0.1, "0.9 to 1.5 were seen"));

    private double Remainder(CertifiedSolution s, int[] sizes)
    {
        Matrix predicted = Predict(("n", sizes), ("lambdaZ", s.Problem.Lambda)).Table("otherMinusOwn");
        return (from k in Enumerable.Range(0, sizes.Length) from j in Enumerable.Range(0, sizes.Length) where j != k select Math.Abs(s.Z[j, k] - s.Z[k, k] - predicted[j, k])).Max();
    }
}
