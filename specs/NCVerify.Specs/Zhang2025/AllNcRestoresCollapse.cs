using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using AllNcIii = NCVerify.Claims.Zhang2025.AllNcRestoresCollapse;

namespace NCVerify.Specs.Zhang2025;

/// <summary>ALLNC-iii: AllNC-R has the self-dual simplex ETF as its optimum exactly when the instance-balanced branch is off.</summary>
public sealed class AllNcRestoresCollapse : ClaimSpec<AllNcIii>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case([20, 20, 2, 2], 4, 0.5);
        yield return Case([15, 6, 3, 1], 2, 1);
        yield return Case([9, 3, 2], 3, 0.7);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheEtfHasThePredictedLossAndNoSlope(int[] n, double s, double tau)
    {
        int k = n.Length;
        AllNcModel model = Model(n, s, tau, 0);
        Matrix w = Matrix.Centring(k).Scale(Math.Sqrt(k / (k - 1.0)));
        int[] labels = [.. n.SelectMany((count, c) => Enumerable.Repeat(c, count))];
        Matrix z = Matrix.Create(labels.Length, k, (i, j) => w[labels[i], j]);
        Expect("loss at the self-dual simplex ETF", model.Evaluate(z, w)).ToEqual(At(n, s, tau)["value"], Within.Of(1e-13, "two formulas in double precision"));
        IReadOnlyList<Matrix> gradient = model.Gradient(z, w);
        Expect("gradient along the spheres, features", Tangent(z, gradient[0])).ToBeZero(Within.Of(1e-13, "rounding of double precision"));
        Expect("gradient along the spheres, classifiers", Tangent(w, gradient[1])).ToBeZero(Within.Of(1e-13, "rounding of double precision"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(int[] n, double s, double tau) => Check(Model(n, s, tau, 0), n, s, tau);

    [Test, Oracle(OracleKind.Solver)]
    public void DeviationOverTheShareOfTheBranch()
    {
        int[] n = [20, 20, 2, 2];
        double cosine = At(n, 4, 0.5).Number("cos");
        double[] shares = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 1];
        double[] deviations = [.. shares.Select(a => Deviation(RandomStartMinimum(Model(n, 4, 0.5, a)).Point[1], cosine))];
        double weighted = Deviation(RandomStartMinimum(new AllNcModel(n, 4, 4, 0.5, 1, 100)).Point[1], cosine);
        Expect("largest $\\lvert\\cos(w_j, w_k) + \\frac{1}{K-1}\\rvert$ at $\\alpha = 0$", deviations[0]).ToBeZero(Angles);
        Expect("and at $\\alpha = 0.05$ to 1", deviations[1..]).ToBeAtLeast(1e-3, Within.Of(0, "clearly no simplex ETF"));
        Expect("and at $\\alpha = 1$ with the other losses weighted by 100", weighted).ToBeAtLeast(1e-3, Within.Of(0, "near it, but clearly no simplex ETF"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "branch",
            Title = "Deviation from the simplex ETF over the share of the instance-balanced branch",
            Caption = "AllNC-R, n = 20, 20, 2, 2, $s = 4$, $\\tau = 0.5$. Classifiers form the simplex ETF only where the branch is off.",
            RefutedBy = "a deviation that is not zero at 0, or zero elsewhere",
            X = new Axis("$\\alpha$"),
            Y = new Axis("largest deviation of a cosine"),
            Series = [new("classifiers", SeriesRole.Measured, shares, deviations)],
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithTheInstanceBalancedBranchTheyDoNot([Values(0.5, 1)] double alpha) => Check(Model([20, 20, 2, 2], 4, 0.5, alpha), [20, 20, 2, 2], 4, 0.5);

    private static Within Angles { get; } = Within.Of(5e-8, "L-BFGS to a gradient of 1e-11; up to 6e-10 was seen");

    private void Check(AllNcModel model, int[] n, double s, double tau)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Prediction etf = At(n, s, tau);
        (Matrix z, Matrix w, double cosine) = (minimum.Point[0], minimum.Point[1], etf.Number("cos"));
        int[] labels = [.. n.SelectMany((count, c) => Enumerable.Repeat(c, count))];
        Expect("loss", minimum.Objective).ToEqual(etf["value"], Within.Of(1e-12, "L-BFGS to a gradient of 1e-11: the loss is of second order in it"));
        Expect("Gram of all samples (NC1, NC2)", MatrixProduct.MultiplyTranspose(z, z)).ToEqual(Matrix.Create(z.Rows, z.Rows, (i, j) => labels[i] == labels[j] ? 1 : cosine), Angles);
        Expect("Gram of classifiers (NC2)", MatrixProduct.MultiplyTranspose(w, w)).ToEqual(Matrix.Create(w.Rows, w.Rows, (i, j) => i == j ? 1 : cosine), Angles);
        Expect("cosines of samples and classifiers (NC3)", MatrixProduct.MultiplyTranspose(z, w)).ToEqual(Matrix.Create(z.Rows, w.Rows, (i, j) => labels[i] == j ? 1 : cosine), Angles);
    }

    private static double Deviation(Matrix w, double cosine) => (from i in Enumerable.Range(0, w.Rows)
                                                                 from j in Enumerable.Range(i + 1, w.Rows - i - 1)
                                                                 select Math.Abs(VectorOperations.Dot(w.Row(i), w.Row(j)) - cosine)).Max();

    private static Matrix Tangent(Matrix point, Matrix gradient) => Matrix.Create(point.Rows, point.Columns, (i, j) =>
        gradient[i, j] - (VectorOperations.Dot(gradient.Row(i), point.Row(i)) * point[i, j]));

    private static TestCaseData Case(int[] n, double s, double tau) =>
        new TestCaseData(n, s, tau).SetArgDisplayNames("n = " + string.Join('-', n), $"s = {Exact.Format(s)}", $"tau = {Exact.Format(tau)}");

    private static AllNcModel Model(int[] n, double s, double tau, double alpha) => new(n, n.Length, s, tau, alpha);

    private Prediction At(int[] n, double s, double tau) => Predict(("K", n.Length), ("s", s), ("tau", tau));
}
