using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli04 = NCVerify.Claims.Thrampoulidis2022.SeliDualCertificate;
using Seli12 = NCVerify.Claims.Thrampoulidis2022.ValueAndMidpoint;
using Seli15 = NCVerify.Claims.Thrampoulidis2022.CollapseThresholds;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-04: S = (P D P)^(+1/2) is dual feasible with strictly positive multipliers, and closes the gap.</summary>
public sealed class SeliDualCertificate : ClaimSpec<Seli04>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    private static IEnumerable<TestCaseData> Steps => SeliSettings.Steps();

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void ItIsFeasibleAndClosesTheGap(int[] sizes) => CheckFeasible(sizes, Predict(("n", sizes)).Vector("bUpper"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void MultipliersAreTheProductsOfTheMeansOfTheSeparator(int[] sizes)
    {
        // b_{c|j} = -<h_c, h_j>: the solver's own features carry the dual.
        double[] measured = Upper(CertifiedSolution(Problem.Separation(sizes)).MeanGram.Scale(-1));
        Expect("$-\\langle h_c, h_j \\rangle$", measured).ToEqual(Predict(("n", sizes))["bUpper"], Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void TheMeansFoundFromRandomStartsCarryItToo()
    {
        int[] sizes = [6, 6, 2, 2];
        double[] measured = Upper(RandomStartSolution(Problem.Separation(sizes)).MeanGram.Scale(-1));
        Expect("$-\\langle h_c, h_j \\rangle$", measured).ToEqual(Predict(("n", sizes))["bUpper"], Within.FirstOrder);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void TheStepFormulasAgree(StepProfile step)
    {
        Prediction general = Predict(("n", step.Sizes())), closed = Predict(SeliSettings.Parameters(step));
        IReadOnlyList<double> upper = general.Vector("bUpper");
        int k = step.K;
        double Entry(int i, int j) => upper[(i * k) - (i * (i + 1) / 2) + (j - i - 1)];
        Expect("majority-majority", Entry(0, 1)).ToEqual(closed["bMajMaj"], Within.Rounding);
        Expect("minority-minority", Entry(k - 2, k - 1)).ToEqual(closed["bMinMin"], Within.Rounding);
        Expect("majority-minority", Entry(0, k - 1)).ToEqual(closed["bMajMin"], Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void ThatOfBalancedClassesIsFeasibleAndFallsShort()
    {
        // B = PY / |PY|_2: all multipliers equal.
        int[] sizes = [10, 10, 1, 1];
        double largest = PredictFor<Seli15>(("n", sizes)).Number("lamZero");
        CheckFeasible(sizes, Enumerable.Repeat(1 / (4 * largest), 6).ToArray());
    }

    private void CheckFeasible(int[] sizes, IReadOnlyList<double> b)
    {
        int k = sizes.Length;
        var s = new Matrix(k, k);
        for (int i = 0, next = 0; i < k; i++)
        {
            for (int j = i + 1; j < k; j++, next++)
            {
                s[i, j] = s[j, i] = -b[next];
                s[i, i] += b[next];
                s[j, j] += b[next];
            }
        }

        Matrix sds = s * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * s;
        Expect("smallest multiplier", b.Min()).ToBeAtLeast(1e-8, Within.Of(0, "strict feasibility"));
        Expect("$SDS$: all singular values of the dual point are one", sds).ToEqual(Matrix.Centring(k), Within.Of(1e-11, "rounding, condition number up to 50"));
        Expect("dual value $\\operatorname{tr}(SD)$", Enumerable.Range(0, k).Sum(c => sizes[c] * s[c, c])).ToEqual(PredictFor<Seli12>(("n", sizes))["value"], Within.Rounding);
    }

    private static double[] Upper(Matrix m) => [.. from i in Enumerable.Range(0, m.Rows) from j in Enumerable.Range(i + 1, m.Rows - i - 1) select m[i, j]];
}
