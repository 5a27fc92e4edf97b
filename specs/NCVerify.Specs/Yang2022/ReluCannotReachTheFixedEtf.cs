using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Fix04 = NCVerify.Claims.Yang2022.ReluCannotReachTheFixedEtf;

namespace NCVerify.Specs.Yang2022;

/// <summary>FIX-04: the best cosine of a nonnegative feature with w is |w+|/|w|.</summary>
public sealed class ReluCannotReachTheFixedEtf : ClaimSpec<Fix04>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(4, 12, 1).SetArgDisplayNames("K = 4", "d = 12", "orientation 1");
        yield return new TestCaseData(4, 12, 2).SetArgDisplayNames("K = 4", "d = 12", "orientation 2");
        yield return new TestCaseData(10, 16, 3).SetArgDisplayNames("K = 10", "d = 16", "orientation 3");
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void DotRegressionEndsAtThePositivePart(int classes, int dimension, int orientation) => Check(Frame(classes, dimension, orientation), nonnegative: true);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void NoRandomFeatureIsNearer(int classes, int dimension, int orientation)
    {
        double[] w = Frame(classes, dimension, orientation).Row(0).ToArray();
        var random = new CounterRandom(5);
        double norm = Math.Sqrt(w.Sum(x => x * x)), best = 0;
        for (int trial = 0; trial < 20_000; trial++)
        {
            double product = 0, square = 0;
            foreach (double x in w)
            {
                double h = Math.Abs(random.NextGaussian());
                (product, square) = (product + (h * x), square + (h * h));
            }

            best = Math.Max(best, product / (norm * Math.Sqrt(square)));
        }

        double claim = Predict(("w", w)).Number("cosBest");
        double[] direction = [.. Predict(("w", w)).Vector("direction")];
        Expect("best cosine of 20000 random nonnegative features", best).ToBeAtMost(claim, Within.Of(1e-12, "an upper bound"));
        Expect("cosine of the stated direction", direction.Zip(w, (h, x) => h * x).Sum() / norm).ToEqual(claim, Within.Rounding);
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void ForRandomOrientationsItTendsToTheRootOfOneHalf()
    {
        double[] dimensions = [20, 50, 128, 512];
        double[] means = [.. dimensions.Select(d => Enumerable.Range(0, 8).Average(seed =>
        {
            Matrix frame = Frame(10, (int)d, seed + 1);
            return Enumerable.Range(0, 10).Average(c => Predict(("w", frame.Row(c).ToArray())).Number("cosBest"));
        }))];
        double limit = Predict(("d", 512)).Number("cosBestLimit");
        Expect("mean best cosine over $d$", means).ToEqual(Enumerable.Repeat(limit, means.Length).ToArray(), Within.Of(0.05, "80 classifiers per dimension; spread of one about $0.35/\\sqrt{d}$"));
        Expect("mean best cosine at $d=512$", means[^1]).ToEqual(limit, Within.Of(0.01, "80 classifiers, spread of one about 0.016"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "best-cosine",
            Title = "Best cosine of nonnegative features with a fixed ETF, K = 10",
            Caption = "Mean over 8 random orientations and all classes. Without the ReLU the cosine is 1.",
            RefutedBy = "points that tend to 1",
            X = new Axis("dimension $d$", Logarithmic: true),
            Y = new Axis("mean best cosine"),
            Series = [new("limit", SeriesRole.Predicted, dimensions, [.. dimensions.Select(_ => limit)]), new("random orientations", SeriesRole.Measured, dimensions, means)],
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithoutTheReluTheyAlign() => Check(Frame(4, 12, 1), nonnegative: false);

    private void Check(Matrix frame, bool nonnegative)
    {
        var problem = new FixedClassifierProblem(frame, [.. Enumerable.Range(0, frame.Rows).Select(c => 1 + (c % 2))]) { Loss = FixedClassifierLoss.DotRegression, Energy = 1, Nonnegative = nonnegative };
        Matrix features = FixedClassifierFeatures(problem, tolerance: nonnegative ? 1e-8 : 1e-6);
        int[] labels = problem.Labels;
        double[] cosines = [.. labels.Select((y, i) => (frame * features)[y, i] / Math.Sqrt(features.Column(i).Sum(x => x * x)))];
        Expect("$\\cos(h_i,w_{y_i})$", cosines).ToEqual(labels.Select(y => Predict(("w", frame.Row(y).ToArray())).Number("cosBest")).ToArray(), Within.Of(1e-6, "projected gradient at most 1e-8, while the residual of the loss stays positive (every best cosine is below 1)"));
    }

    private static Matrix Frame(int classes, int dimension, int orientation) => FixedClassifierProblem.RandomEtf(classes, dimension, (ulong)orientation);
}
