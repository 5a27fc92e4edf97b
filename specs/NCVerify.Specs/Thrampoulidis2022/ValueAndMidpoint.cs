using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli12 = NCVerify.Claims.Thrampoulidis2022.ValueAndMidpoint;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-12: the optimal value is the nuclear norm of the SEL matrix, and decision boundaries halve the segments between class means.</summary>
public sealed class ValueAndMidpoint : ClaimSpec<Seli12>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> SmallProfiles => SeliSettings.SmallProfiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void AtTheSeparatorFoundByAdmm(int[] sizes) => Check(CertifiedSolution(Problem.Separation(sizes)), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallProfiles))]
    public void AtTheSeparatorFoundFromRandomStarts(int[] sizes) => Check(RandomStartSolution(Problem.Separation(sizes)), Within.FirstOrder);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheValueIsTheSumOfTheSingularValues(int[] sizes) =>
        Expect("$\\lVert PY \\rVert_*$ by SVD", SpectrumOfEncodedLabels.SingularValues(SpectrumOfEncodedLabels.SelMatrix(sizes, (_, _) => 1.0 / sizes.Length)).Sum()).ToEqual(Predict(("n", sizes))["value"], Within.Rounding);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void CrossEntropyAtAFinitePenaltyDoesNotHalveThem() => Check(CertifiedSolution(SeliSettings.Ridge([10, 10, 1, 1], 0.1)), Within.CertifiedGap);

    private void Check(CertifiedSolution solution, Within within)
    {
        int k = solution.Problem.Classes;
        double half = 0;
        for (int c = 0; c < k; c++)
        {
            half += 0.5 * ((solution.ClassifierGram[c, c]) + (solution.Problem.Samples[c] * solution.MeanGram[c, c]));
        }

        Expect("$\\frac12(\\lVert W\\rVert^2 + \\lVert H\\rVert^2)$", half).ToEqual(Predict(("n", solution.Problem.Samples))["value"], within);
        Expect("position of the boundary on the segment of means", Boundaries(solution.Z)).ToEqual(Enumerable.Repeat(0.5, k * (k - 1)).ToArray(), within);
    }

    // On h_i + t (h_j - h_i) the logits of i and j tie at t = a / (a + b), with a and b the two margins.
    private static double[] Boundaries(Matrix z) =>
        [.. from i in Enumerable.Range(0, z.Rows)
            from j in Enumerable.Range(0, z.Rows)
            where i != j
            let a = z[i, i] - z[j, i]
            let b = z[j, j] - z[i, j]
            select a / (a + b)];
}
