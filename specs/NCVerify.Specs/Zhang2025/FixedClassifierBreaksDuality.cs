using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using AllNcIi = NCVerify.Claims.Zhang2025.FixedClassifierBreaksDuality;

namespace NCVerify.Specs.Zhang2025;

/// <summary>
/// ALLNC-ii, expected to be refuted: with free features a fixed ETF classifier restores self-duality for any class sizes.
/// The control is the setting in which the statement is true, nonnegative features.
/// </summary>
public sealed class FixedClassifierBreaksDuality : ClaimSpec<AllNcIi>
{
    private const double Lambda = 0.05;

    // Turns the frame so that every row has entries of both signs: no classifier can be reached by nonnegative features.
    private static readonly double[] Reflection = [-2, -2, 3, 3];

    private static IEnumerable<TestCaseData> Sizes()
    {
        yield return Regime.Sizes(20, 20, 2, 2);
        yield return Regime.Sizes(30, 6, 2, 1);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Sizes))]
    public void UnderCrossEntropyWithFreeFeatures(int[] n) => Check(RandomStartMinimum(new FixedClassifierModel(n, Frame, Lambda)).Point[0], n);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Sizes))]
    public void UnderDotRegressionWithFreeFeatures(int[] n) => Check(RandomStartMinimum(new DotRegressionModel(n, Frame, VectorSet.Sphere)).Point[0], n);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Sizes))]
    public void AtTheCertifiedOptimumOfCrossEntropy(int[] n)
    {
        // Strong convexity: the only minimiser lies within gradient/lambda of any point; alpha w_y is one of gradient zero.
        var model = new FixedClassifierModel(n, Frame, Lambda);
        double alpha = Predict(("K", 4), ("lambdaSum", Lambda)).Number("alpha");
        int[] labels = [.. n.SelectMany((count, c) => Enumerable.Repeat(c, count))];
        Matrix features = Matrix.Create(labels.Length, 4, (i, j) => alpha * Frame[labels[i], j]);
        double distance = Math.Sqrt(model.Gradient(features)[0].Data.Sum(g => g * g)) / Lambda;

        // Means move by at most the distance, hence cosines by at most twice its share of their length.
        double duality = 1 - FixedSimplex.DualityCosines(Means(features, n), Frame).Min();
        Expect(Violation, duality + (4 * distance / alpha)).ToBeAtLeast(0.01, Threshold);
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Sizes))]
    public void NonnegativeFeaturesDoBreakIt(int[] n)
    {
        Check(RandomStartMinimum(new FixedClassifierModel(n, Frame, Lambda, nonnegative: true)).Point[0], n);
        Matrix features = RandomStartMinimum(new DotRegressionModel(n, Frame, VectorSet.NonnegativeSphere)).Point[0];
        Check(features, n);
        Prediction predicted = Predict(("K", 4), ("lambdaSum", Lambda), ("v", Reflection));
        Expect("duality cosines under dot regression", FixedSimplex.DualityCosines(Means(features, n), Frame)).ToEqual(predicted["dualityRelu"], Within.Of(1e-8, "L-BFGS to a gradient of 1e-11"));

        // The same frame with free features, for scale: the length that the closed form gives.
        Matrix free = Means(RandomStartMinimum(new FixedClassifierModel(n, Frame, Lambda)).Point[0], n);
        Expect("length of free features", Math.Sqrt(VectorOperations.Dot(free.Row(0), free.Row(0)))).ToEqual(predicted["alpha"], Within.Of(1e-8, "L-BFGS to a gradient of 1e-11, over the penalty"));
    }

    private const string Violation = "largest $1 - \\cos(\\mu_k - \\bar{\\mu}, w_k)$";

    private static Matrix Frame => FixedSimplex.Frame(Reflection);

    private static Within Threshold { get; } = Within.Of(5e-4, "the violation claimed, or a twentieth of it");

    private void Check(Matrix features, int[] n) => Expect(Violation, 1 - FixedSimplex.DualityCosines(Means(features, n), Frame).Min()).ToBeAtLeast(0.01, Threshold);

    private static Matrix Means(Matrix features, int[] n)
    {
        int start = 0;
        double[][] means = [.. n.Select(count =>
        {
            int first = start;
            start += count;
            return Enumerable.Range(0, features.Columns).Select(j => Enumerable.Range(first, count).Average(i => features[i, j])).ToArray();
        })];
        return Matrix.FromRows(means);
    }
}
