using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Yang2022;
using NCVerify.Theory;
using Ccr01 = NCVerify.Claims.Zhong2023.CentreCollapseRegulariser;

namespace NCVerify.Specs.Zhong2023;

/// <summary>CCR-01: h_i = beta_y w_y with a length for each class size.</summary>
public sealed class CentreCollapseRegulariser : ClaimSpec<Ccr01>
{
    private static IEnumerable<TestCaseData> Profiles => FixedEtfSettings.Profiles();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Profiles))]
    public void DescentFindsIt(int[] sizes) => Check(Regularised(sizes, FixedClassifierLoss.CentreCrossEntropy));

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Profiles))]
    public void TheLengthsSolveTheirEquations(int[] sizes)
    {
        double k = sizes.Length;
        IReadOnlyList<double> beta = At(sizes, 0.02).Vector("beta");
        double[] ratio = [.. beta.Select((b, c) => sizes[c] * 0.02 * b * (Math.Exp(b * k / (k - 1)) + k - 1) / k)];
        Expect("left over right side", ratio).ToEqual(Enumerable.Repeat(1.0, sizes.Length).ToArray(), Within.Rounding);
    }

    [Test, Oracle(OracleKind.Solver)]
    public void DirectionsAreAnEtfAndLengthsAreNot()
    {
        int[] sizes = [30, 30, 3, 3];
        FixedClassifierProblem problem = Regularised(sizes, FixedClassifierLoss.CentreCrossEntropy);
        Matrix means = FixedEtfSettings.Means(problem, FixedClassifierFeatures(problem)), gram = means.Transpose() * means;
        IReadOnlyList<double> beta = At(sizes, problem.Lambda).Vector("beta");
        Expect("cosines of class means", gram.CosinesUpper()).ToEqual(Enumerable.Repeat(-1.0 / 3, 6).ToArray(), Within.Of(1e-8, "gradient at most 1e-11 over $\\lambda=0.05$"));
        Expect("length of minorities over majorities", Math.Sqrt(gram[3, 3] / gram[0, 0])).ToEqual(beta[3] / beta[0], Within.Of(1e-8, "gradient at most 1e-11 over $\\lambda=0.05$"));
        Expect("distance of the centred means from the ETF", gram.Centred().NormalisedDistance(Matrix.Centring(4))).ToBeAtLeast(0.1, Within.Of(1e-6, "lengths differ"));
        double[] x = [.. sizes.Select(n => (double)n)];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "lengths",
            Title = "Lengths of class means under the centre collapse regulariser, n = (30, 30, 3, 3)",
            Caption = "Directions are those of the fixed ETF; lengths decrease with the class size.",
            RefutedBy = "a point off the line",
            X = new Axis("class size"),
            Y = new Axis("length of the class mean"),
            Series = [new("closed form", SeriesRole.Predicted, x, [.. beta]), new("descent", SeriesRole.Measured, x, [.. gram.Norms2().Select(Math.Sqrt)])],
        });
    }

    // The expected numbers are those of an independent program (L-BFGS in Python), rounded as it printed them.
    [TestCase(1.0, 0.99907, 0.31)]
    [TestCase(10.0, 0.99997, 0.30)]
    [TestCase(100.0, 1.0, 0.19)]
    [Oracle(OracleKind.Solver)]
    public void BesideATrainedClassifierItFixesDirectionsAlone(double weight, double cosine, double angle)
    {
        Trained trained = TrainedBeside(weight);
        Expect("least $\\cos(\\mu_k,w_k)$", trained.LeastCosine).ToEqual(cosine, Rounded(5));
        Expect("largest $\\lvert\\cos+\\frac{1}{K-1}\\rvert$ of the centred means", trained.MeansFromEtf).ToEqual(angle, Rounded(2));
        Expect("largest $\\lvert\\cos+\\frac{1}{K-1}\\rvert$ of the trained classifiers", trained.ClassifiersFromEtf).ToBeAtLeast(0.35, Within.Of(0.005, "0.64 to 0.36 for $\\mu=1$ to 1000 there"));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithoutItATrainedClassifierTurnsMeansElsewhere() => Expect("least $\\cos(\\mu_k,w_k)$", TrainedBeside(0).LeastCosine).ToEqual(0.99907, Rounded(5));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void CrossEntropyOfSamplesHasOneLength() => Check(Regularised([30, 30, 3, 3, 3], FixedClassifierLoss.CrossEntropy));

    private void Check(FixedClassifierProblem problem)
    {
        IReadOnlyList<double> beta = At(problem.Samples, problem.Lambda).Vector("beta");
        Matrix features = FixedClassifierFeatures(problem);
        Expect("$h_i-\\beta_{y_i}w_{y_i}$", FixedEtfSettings.Misfit(problem, features, c => beta[c])).ToBeZero(Within.Of(1e-8, "gradient at most 1e-11 over $\\lambda=0.05$"));
    }

    private static Within Rounded(int decimals) => Within.Of(0.5 * Math.Pow(10, -decimals), "the other program's numbers have so many decimals");

    private Trained TrainedBeside(double weight)
    {
        int[] sizes = [30, 30, 3, 3];
        Matrix frame = FixedEtfSettings.Etf(sizes.Length, 1);
        var model = new CentreRegularisedModel(frame, sizes, 0.05, weight);
        FreeMinimum minimum = RandomStartMinimum(model);
        Matrix means = model.Means(minimum.Point[0]), classifiers = minimum.Point[1], centred = Matrix.Centring(4) * means;
        return new(
            Enumerable.Range(0, 4).Min(k => VectorOperations.Dot(means.Row(k), frame.Row(k)) / Math.Sqrt(VectorOperations.Dot(means.Row(k), means.Row(k)))),
            FromEtf(centred),
            FromEtf(classifiers));
    }

    private static double FromEtf(Matrix rows) => (rows * rows.Transpose()).CosinesUpper().Max(c => Math.Abs(c + (1.0 / (rows.Rows - 1))));

    private Prediction At(IReadOnlyList<int> sizes, double lambda) => Predict(("n", sizes), ("lambdaSum", lambda));

    private static FixedClassifierProblem Regularised(int[] sizes, FixedClassifierLoss loss) => new(FixedEtfSettings.Etf(sizes.Length, 1), sizes) { Loss = loss, Lambda = 0.05 };

    // A minimum with a classifier of its own: does it follow the frame, and are means and classifier an ETF?
    private sealed record Trained(double LeastCosine, double MeansFromEtf, double ClassifiersFromEtf);
}
