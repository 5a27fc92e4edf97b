using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli05 = NCVerify.Claims.Thrampoulidis2022.GramsAndNorms;
using Seli11 = NCVerify.Claims.Thrampoulidis2022.SeliSelfDuality;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-11: W = M D S and M = W S, and the alignment that is left between classifiers and means.</summary>
public sealed class SeliSelfDuality : ClaimSpec<Seli11>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> SmallProfiles => SeliSettings.SmallProfiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void AtTheSeparatorFoundByAdmm(int[] sizes) => Check(CertifiedSolution(Problem.Separation(sizes)), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallProfiles))]
    public void AtTheSeparatorFoundFromRandomStarts(int[] sizes) => Check(RandomStartSolution(Problem.Separation(sizes)), Within.FirstOrder);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheAlignmentFollowsFromTheLengths(int[] sizes)
    {
        Prediction lengths = PredictFor<Seli05>(("n", sizes));
        double own = 1 - (1.0 / sizes.Length);
        double[] cosines = [.. lengths.Vector("wNorm2").Zip(lengths.Vector("hNorm2"), (w, h) => own / Math.Sqrt(w * h))];
        Expect("$\\cos(w_k, h_k)$", Predict(("n", sizes))["cosWcHc"]).ToEqual(cosines, Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheRelationsOfBalancedClassesFail() => Check(CertifiedSolution(Problem.Separation([9, 4, 1])), Within.CertifiedGap, [5, 5, 5]);

    private void Check(CertifiedSolution solution, Within within, IReadOnlyList<int>? others = null)
    {
        IReadOnlyList<int> sizes = others ?? solution.Problem.Samples;
        Matrix s = SeliSettings.CentredSizesPower(sizes, -0.5), d = Matrix.Diagonal([.. sizes.Select(n => (double)n)]);
        Matrix w = solution.W.Transpose(), m = solution.H;
        Expect("$W - MDS$", w - (m * d * s)).ToBeZero(within with { Absolute = within.Absolute * 10 });
        Expect("$M - WS$", m - (w * s)).ToBeZero(within with { Absolute = within.Absolute * 10 });

        double[] wNorm2 = solution.ClassifierGram.Norms2(), hNorm2 = solution.MeanGram.Norms2();
        Prediction alignment = Predict(("n", sizes));
        Expect("$\\cos(w_k, h_k)$", Enumerable.Range(0, sizes.Count).Select(k => solution.Z[k, k] / Math.Sqrt(wNorm2[k] * hNorm2[k])).ToArray()).ToEqual(alignment["cosWcHc"], within);
        Expect("$\\langle W, M\\rangle / (\\lVert W\\rVert \\lVert M\\rVert)$", Enumerable.Range(0, sizes.Count).Sum(k => solution.Z[k, k]) / Math.Sqrt(wNorm2.Sum() * hNorm2.Sum())).ToEqual(alignment["frobAlignment"], within);
    }
}
