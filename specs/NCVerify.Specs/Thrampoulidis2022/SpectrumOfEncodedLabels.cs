using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli01 = NCVerify.Claims.Thrampoulidis2022.SpectrumOfEncodedLabels;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-01: squared singular values of the SEL matrix are the eigenvalues of P D P, whose pseudo-inverse is explicit.</summary>
public sealed class SpectrumOfEncodedLabels : ClaimSpec<Seli01>
{
    private static IEnumerable<TestCaseData> Profiles => SeliSettings.Profiles();

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void SingularValuesOfTheSampleLevelMatrix(int[] sizes)
    {
        double[] measured = SingularValues(SelMatrix(sizes, (_, _) => 1.0 / sizes.Length));
        Expect("singular values of $PY$ by SVD", measured).ToEqual(Predict(("n", sizes))["singularValues"], Within.Rounding);
        Expect("nuclear norm", measured.Sum()).ToEqual(Predict(("n", sizes))["nuclearNorm"], Within.Rounding);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void TheNuclearNormIsTheCertifiedValueOfTheSeparationProblem(int[] sizes)
    {
        CertifiedSolution separator = CertifiedSolution(Problem.Separation(sizes));
        Expect("certified value of the separation problem", separator.Objective).ToEqual(Predict(("n", sizes))["nuclearNorm"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheExplicitPseudoInverseInvertsIt(int[] sizes) => CheckInverse(sizes, [.. sizes.Select(n => 1.0 / n)]);

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void WithOneSizeOffByOnePerCentItDoesNot() => CheckInverse([50, 20, 7, 3, 1], [1 / 50.5, 1 / 20.0, 1 / 7.0, 1 / 3.0, 1]);

    private void CheckInverse(int[] sizes, double[] inverse)
    {
        double total = inverse.Sum();
        int k = sizes.Length;
        Matrix explicitInverse = Matrix.Create(k, k, (i, j) => (i == j ? inverse[i] : 0) - (inverse[i] * inverse[j] / total));
        Matrix p = Matrix.Centring(k), pdp = p * Matrix.Diagonal([.. sizes.Select(n => (double)n)]) * p;
        Expect("$(PDP)^\\dagger PDP$", explicitInverse * pdp).ToEqual(p, Within.Of(1e-12, "rounding, condition number up to 50"));
        Expect("trace of $PDP$", Predict(("n", sizes)).Vector("singularValues").Sum(s => s * s)).ToEqual(Enumerable.Range(0, k).Sum(i => pdp[i, i]), Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void CentringWeightedBySampleGivesAnotherSpectrum()
    {
        int[] sizes = [50, 20, 7, 3, 1];
        double[] measured = SingularValues(SelMatrix(sizes, (c, _) => (double)sizes[c] / sizes.Sum()));
        Expect("singular values of $PY$ by SVD", measured).ToEqual(Predict(("n", sizes))["singularValues"], Within.Rounding);
    }

    internal static Matrix SelMatrix(int[] sizes, Func<int, int, double> mean)
    {
        int[] labels = [.. sizes.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        return Matrix.Create(sizes.Length, labels.Length, (c, i) => (labels[i] == c ? 1.0 : 0.0) - mean(c, i));
    }

    internal static double[] SingularValues(Matrix matrix)
    {
        var dense = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(matrix.Rows, matrix.Columns, (i, j) => matrix[i, j]);
        return [.. dense.Svd(computeVectors: false).S.Take(matrix.Rows - 1)];
    }
}
