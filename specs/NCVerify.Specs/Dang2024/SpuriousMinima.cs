using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu7 = NCVerify.Claims.Dang2024.SpuriousMinima;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-7: a class that holds two axes keeps another at zero, in a local minimum that is not global.</summary>
public sealed class SpuriousMinima : ClaimSpec<CeRelu7>
{
    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(ReluSettings.Relu([12, 8, 3, 1], 0.05, 0.03, 3), 2);
        yield return Case(ReluSettings.Relu([6, 5, 3, 2], 0.01, 0.02, 4), 3);
        yield return Case(ReluSettings.Relu([6, 5, 3, 2], 0.01, 0.02, 4), 1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Cases))]
    public void ThePointIsALocalMinimum(Problem problem, int missing)
    {
        Candidate point = Point(problem, missing);
        var landscape = new CrossEntropyLandscape(problem);
        double[] packed = landscape.Pack(point), gradient = landscape.Gradient(packed);
        int weights = problem.Classes * problem.Dimension;
        int[] free = [.. Enumerable.Range(0, packed.Length).Where(i => i < weights || packed[i] > 0)];
        double[] multipliers = [.. Enumerable.Range(weights, packed.Length - weights).Where(i => packed[i] == 0).Select(i => gradient[i])];
        Expect("gradient in the entries that may move", free.Select(i => gradient[i]).ToArray()).ToBeZero(Within.Of(1e-14, "rounding"));
        Expect("least multiplier of a zero entry", multipliers.Min()).ToBeAtLeast(1e-4, Within.Of(0, "strictly positive"));
        Matrix hessian = landscape.Hessian(packed);
        double[] curvatures = SymmetricEigen.Decompose(Matrix.Create(free.Length, free.Length, (i, j) => hessian[free[i], free[j]])).Values;
        Expect("smallest curvature in these entries", curvatures[0]).ToBeZero(Within.Of(1e-9, "Hessian by central differences; the flat direction"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Cases))]
    public void ItIsNotGlobal(Problem problem, int missing) => CheckExcess(problem, Point(problem, missing), missing);

    // Which class ends without features depends on the start; the excess is one of the predicted values, or zero.
    [Test, Oracle(OracleKind.Solver)]
    public void SomeRandomStartsEndThere()
    {
        Problem problem = ReluSettings.Relu([12, 8, 3, 1], 0.05, 0.03, 3);
        double lowest = At(problem, 2).Number("optimalObjective");
        double[] predicted = [.. Enumerable.Range(0, 3).Select(c => At(problem, c).Number("spuriousExcess"))];
        double[] excess = [.. Enumerable.Range(1, 24).Select(seed => RandomStartSolution(problem, (ulong)seed, anyCriticalPoint: true).Objective - lowest)];
        Expect("largest excess of the best of 5 starts, 24 times", excess.Max()).ToEqual(predicted.MinBy(p => Math.Abs(p - excess.Max())), Within.Of(1e-9, "objective error is quadratic in the gradient"));
        Expect("largest excess", excess.Max()).ToBeAtLeast(1e-2, Within.Of(0, "not the minimum"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void TheMinimiserHasNoExcess()
    {
        Problem problem = ReluSettings.Relu([12, 8, 3, 1], 0.05, 0.03, 3);
        CheckExcess(problem, CertifiedSolution(problem).Run.Candidate, 2);
    }

    private void CheckExcess(Problem problem, Candidate point, int missing)
    {
        double objective = Objective.Evaluate(problem, point);
        Expect("value minus the certified minimum", objective - CertifiedSolution(problem).Objective).ToEqual(At(problem, missing)["spuriousExcess"], Within.Of(1e-10, "certified relative gap"));
        Expect("value minus rigorous lower bound", objective - Bound(problem, point).Value).ToEqual(At(problem, missing)["spuriousExcess"], Within.Of(1e-10, "the bound is exact for active classes with an axis each"));
    }

    // Axes by class; the largest class takes the missing one's axis as well, at 45 degrees.
    private Candidate Point(Problem problem, int missing)
    {
        Prediction p = At(problem, missing);
        IReadOnlyList<double> norms = p.Vector("hNorm2"), margins = p.Vector("marginM");
        int k = problem.Classes;
        var h = new Matrix(problem.Dimension, k);
        int axis = 0;
        for (int c = 0; c < k && axis < problem.Dimension; c++)
        {
            h[axis, c == missing ? 0 : c] = norms[c == missing ? 0 : c];
            axis += norms[c] > 0 ? 1 : 0;
        }

        for (int c = 0; c < k; c++)
        {
            int count = Enumerable.Range(0, problem.Dimension).Count(r => h[r, c] > 0);
            for (int r = 0; r < problem.Dimension; r++)
            {
                h[r, c] = h[r, c] > 0 ? Math.Sqrt(norms[c] / count) : 0;
            }
        }

        Matrix w = Matrix.Create(k, problem.Dimension, (i, r) =>
        {
            int c = Enumerable.Range(0, k).First(j => h[r, j] > 0);
            return margins[c] * h[r, c] / norms[c] * ((i == c ? 1.0 : 0.0) - (1.0 / k));
        });
        return new([w], h);
    }

    private Prediction At(Problem p, int missing) => Predict([.. ReluSettings.Parameters(p), ("missing", missing)]);

    private static TestCaseData Case(Problem p, int missing) => new TestCaseData(p, missing).SetArgDisplayNames(Regime.Describe(p), $"class {missing} missing");
}
