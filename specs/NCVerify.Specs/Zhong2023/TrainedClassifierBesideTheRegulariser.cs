using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.TrainedNetworks;
using NCVerify.Theory;
using NCVerify.Training;
using NetCcr = NCVerify.Claims.Zhong2023.TrainedClassifierBesideTheRegulariser;

namespace NCVerify.Specs.Zhong2023;

/// <summary>NET-CCR: the regulariser in training, with a classifier that is trained too.</summary>
public sealed class TrainedClassifierBesideTheRegulariser : ClaimSpec<NetCcr>
{
    private const string Regularised = "net-ccr", Decayed = "net-ccr-decay", Plain = "net-seli-r10";

    private static IEnumerable<TestCaseData> First => NetworkCases.Of(Regularised);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds(Regularised);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Regularised);

    private static IEnumerable<TestCaseData> FirstDecayed => NetworkCases.Of(Decayed);

    private static IEnumerable<TestCaseData> OtherSeedsDecayed => NetworkCases.OtherSeeds(Decayed);

    private static IEnumerable<TestCaseData> LargeDecayed => NetworkCases.PaperScale(Decayed);

    private static IEnumerable<TestCaseData> Without => NetworkCases.Of(Plain);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed(Regularised, Decayed);

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds(Regularised, Decayed);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(First))]
    public void ClassMeansTurnToTheFrame(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        FreeRegularised minimum = Check(result);
        Draw(Lengths(new TrainedModel(result), minimum, engine));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void ClassMeansTurnToTheFrameOnOtherSeeds(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(FirstDecayed))]
    public void WhereAllWeightsDecaySomeClassDoesNot(string experiment, string engine, ulong seed) => CheckDecayed(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeedsDecayed))]
    public void WhereAllWeightsDecaySomeClassDoesNotOnOtherSeeds(string experiment, string engine, ulong seed) => CheckDecayed(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(LargeDecayed))]
    public void WhereAllWeightsDecaySomeClassDoesNotAtPaperScale(string experiment, string engine, ulong seed) => CheckDecayed(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Test, Oracle(OracleKind.Solver)]
    public void TheMinimumOverFreeFeaturesDoes()
    {
        FreeRegularised minimum = Minimum(NetworkRuns.Experiment(Regularised), [.. Enumerable.Repeat(90, 5), .. Enumerable.Repeat(9, 5)], 1);

        // The expected numbers are those of an independent program (L-BFGS in Python), rounded as it printed them.
        Expect("least $\\cos(\\mu_k,w_k)$, free features", minimum.LeastCosine).ToEqual(1, Rounded(4));
        Expect("lengths of the means of a majority and of a minority", new[] { Norm(minimum.Means, 0), Norm(minimum.Means, 9) }).ToEqual(new[] { 9.88, 16.05 }, Rounded(2));
        Expect("lengths of their classifiers", new[] { Norm(minimum.Classifier, 0), Norm(minimum.Classifier, 9) }).ToEqual(new[] { 0.71, 0.39 }, Rounded(2));
        Expect("largest $\\lvert\\cos+\\frac{1}{K-1}\\rvert$ of the classifiers", (minimum.Classifier * minimum.Classifier.Transpose()).CosinesUpper().Max(c => Math.Abs(c + (1.0 / 9)))).ToEqual(0.148, Rounded(3));
    }

    [Control, Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(Without))]
    public void WithoutTheRegulariserTheyDoNot(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        ExpectCosines(LeastCosineOf(result, Frame(NetworkRuns.Experiment(Regularised), result)));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    private FreeRegularised Check(TrainingResult result)
    {
        var model = new TrainedModel(result);
        FreeRegularised minimum = Minimum(result.Experiment, result.ClassSizes, 1);
        Within gram = NetworkChecks.Limit(result.Experiment, "gram"), lengths = NetworkChecks.Limit(result.Experiment, "lengths");
        ExpectCosines(LeastCosineOf(result, Frame(result.Experiment, result)));
        Expect("$d(M^{\\top}M,\\cdot)$ to the minimum", GeometryDistance.Of(model.MeanGram, minimum.Means * minimum.Means.Transpose())).ToBeZero(gram);
        Expect("$d(WW^{\\top},\\cdot)$ to the minimum", GeometryDistance.Of(model.ClassifierGram, minimum.Classifier * minimum.Classifier.Transpose())).ToBeZero(gram);
        Expect("$d(WM,\\cdot)$ to the minimum", GeometryDistance.Of(model.Logits, minimum.Classifier * minimum.Means.Transpose())).ToBeZero(gram);
        Expect("lengths of class means over those of the minimum", Ratios(model.MeanGram, minimum.Means)).ToEqual(Enumerable.Repeat(1.0, result.ClassSizes.Count).ToArray(), lengths);
        Expect("lengths of classifiers over those of the minimum", Ratios(model.ClassifierGram, minimum.Classifier)).ToEqual(Enumerable.Repeat(1.0, result.ClassSizes.Count).ToArray(), lengths);
        return minimum;
    }

    // Means of an untrained network are not at the frame either: this one must have fitted its images.
    private void CheckDecayed(TrainingResult result)
    {
        Expect("training accuracy", result.Last.TrainAccuracy).ToBeAtLeast(1, Within.Of(0, "trained to zero error"));
        Expect("least $\\cos(\\mu_k,w_k)$", LeastCosineOf(result, Frame(result.Experiment, result))).ToBeAtMost(Least, Within.Of(0, "the claim's own limit"));
    }

    private void ExpectCosines(double least) => Expect("least $\\cos(\\mu_k,w_k)$", least).ToBeAtLeast(Least, Within.Of(0, "the claim's own limit"));

    private double Least => Predict().Number("leastCosine");

    private static Matrix Frame(Experiment experiment, TrainingResult result) =>
        ((CrossEntropySpec)experiment.Loss).CentreCollapse!.Frame(result.ClassSizes.Count, result.Final.Features.Columns);

    private static double LeastCosineOf(TrainingResult result, Matrix frame) => LeastCosine(new TrainedModel(result).Means.Transpose(), frame);

    private static double LeastCosine(Matrix means, Matrix frame) =>
        Enumerable.Range(0, frame.Rows).Min(k => VectorOperations.Dot(means.Row(k), frame.Row(k)) / (Norm(means, k) * Norm(frame, k)));

    /// <summary>
    /// The minimum over free features. The model sums over samples and has one penalty: with N times the objective and
    /// s^4 = lambda_W/lambda_H, means over s, classifiers times s and frame times s have the penalty N sqrt(lambda_W lambda_H).
    /// </summary>
    private FreeRegularised Minimum(Experiment experiment, IReadOnlyList<int> sizes, ulong seed)
    {
        CentreCollapseSpec spec = ((CrossEntropySpec)experiment.Loss).CentreCollapse!;
        double samples = sizes.Sum(), lambdaW = experiment.Penalty.Classifier[0], lambdaH = experiment.Penalty.Features, s = Math.Sqrt(Math.Sqrt(lambdaW / lambdaH));
        Matrix frame = FixedClassifierProblem.RandomEtf(sizes.Count, sizes.Count + 2, 11).Scale(s * spec.Length);
        var model = new CentreRegularisedModel(frame, sizes, samples * Math.Sqrt(lambdaW * lambdaH), spec.Weight * samples / sizes.Count);
        FreeMinimum minimum = RandomStartMinimum(model, seed);
        Matrix means = model.Means(minimum.Point[0]);
        return new(means.Scale(s), minimum.Point[1].Scale(1 / s), LeastCosine(means, frame));
    }

    private static double[] Ratios(Matrix gram, Matrix rows) => [.. Enumerable.Range(0, rows.Rows).Select(k => Math.Sqrt(gram[k, k]) / Norm(rows, k))];

    private static double Norm(Matrix rows, int k) => Math.Sqrt(VectorOperations.Dot(rows.Row(k), rows.Row(k)));

    private static Within Rounded(int decimals) => Within.Of(0.5 * Math.Pow(10, -decimals), "the other program's numbers have so many decimals");

    private Figure Lengths(TrainedModel model, FreeRegularised minimum, string engine)
    {
        double[] classes = [.. Enumerable.Range(0, minimum.Means.Rows).Select(k => (double)k)];
        return new()
        {
            Claim = Claim.Id,
            Id = "lengths-" + engine,
            Title = "Lengths of class means beside the centre collapse regulariser",
            Caption = "A network on MNIST with a trained classifier, five classes of 90 images, then five of 9. Class means have the directions of the frame; their lengths are those of the minimum over free features at the same penalties.",
            RefutedBy = "A point more than 5 per cent off the line.",
            X = new("class"),
            Y = new("length of the class mean"),
            Series =
            [
                new("minimum over free features", SeriesRole.Predicted, classes, [.. classes.Select(k => Norm(minimum.Means, (int)k))]),
                new("trained network", SeriesRole.Measured, classes, [.. classes.Select(k => Math.Sqrt(model.MeanGram[(int)k, (int)k]))]),
            ],
        };
    }

    // A row per class.
    private sealed record FreeRegularised(Matrix Means, Matrix Classifier, double LeastCosine);
}
