using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli10 = NCVerify.Claims.Thrampoulidis2022.Centring;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-10: at SELI both the classifiers and the class means, unweighted, sum to zero.</summary>
public sealed class Centring : ClaimSpec<Seli10>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> SmallProfiles => SeliSettings.SmallProfiles();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void AtTheSeparatorFoundByAdmm(int[] sizes) => Check(CertifiedSolution(Problem.Separation(sizes)), Within.CertifiedGap);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallProfiles))]
    public void AtTheSeparatorFoundFromRandomStarts(int[] sizes) => Check(RandomStartSolution(Problem.Separation(sizes)), Within.FirstOrder);

    [Test, Oracle(OracleKind.Certificate)]
    public void ClassifiersSumToZeroAtEveryPenalty() =>
        Expect("$\\sum_k w_k$", Sum(CertifiedSolution(SeliSettings.Ridge([12, 12, 3, 3], 0.2)), classifiers: true)).ToBeZero(Within.Of(1e-9, "$1^\\top G = 0$ at a critical point"));

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void AtAFinitePenaltyTheMeansDoNotSumToZero() => Check(CertifiedSolution(SeliSettings.Ridge([12, 12, 3, 3], 0.2)), Within.CertifiedGap);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WeightedBySamplesTheyDoNotSumToZero()
    {
        CertifiedSolution solution = CertifiedSolution(Problem.Separation([10, 10, 1, 1]));
        double[] weighted = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(k => solution.Problem.Samples[k] * solution.H[i, k]))];
        Expect("$\\sum_k n_k \\mu_k$", weighted).ToBeZero(Within.CertifiedGap);
    }

    private void Check(CertifiedSolution solution, Within within)
    {
        Expect("$\\sum_k w_k$", Sum(solution, classifiers: true)).ToBeZero(within);
        Expect("$\\sum_k \\mu_k$", Sum(solution, classifiers: false)).ToBeZero(within);
    }

    private static double[] Sum(CertifiedSolution s, bool classifiers) => [.. Enumerable.Range(0, s.Problem.Dimension).Select(i =>
        Enumerable.Range(0, s.Problem.Classes).Sum(k => classifiers ? s.W[k, i] : s.H[i, k]))];
}
