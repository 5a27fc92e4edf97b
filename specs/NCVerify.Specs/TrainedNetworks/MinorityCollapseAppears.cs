using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetMinority = NCVerify.Claims.TrainedNetworks.MinorityCollapseAppears;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-MINORITY: minorities merge past the predicted penalty; weights and oversampling undo it.</summary>
[Tier(Tier.Network)]
public sealed class MinorityCollapseAppears : ClaimSpec<NetMinority>
{
    private static readonly string[] Path = ["net-minority-050", "net-minority-080", "net-minority-125", "net-minority-200"];

    // Five classes of 5000 images and five of 5000/R, in this order; the first of them is balanced.
    private static readonly string[] Ratios = ["cifar10-resnet18-step-1", "cifar10-resnet18-step-10", "cifar10-resnet18-step-100"];

    private static IEnumerable<TestCaseData> AllPenalties => NetworkCases.Of(Path);

    private static IEnumerable<TestCaseData> Beyond => NetworkCases.Of(Path[2..]);

    private static IEnumerable<TestCaseData> Below => NetworkCases.Of(Path[..1]);

    private static IEnumerable<TestCaseData> Remedies => NetworkCases.Of("net-minority-weights", "net-minority-oversampled");

    private static IEnumerable<TestCaseData> Weighted => NetworkCases.Of("net-minority-weights");

    private static IEnumerable<TestCaseData> ComparedOtherSeeds => NetworkCases.OtherSeeds([.. Path, "net-minority-weights"]);

    private static IEnumerable<TestCaseData> BeyondOtherSeeds => NetworkCases.OtherSeeds(Path[2..]);

    private static IEnumerable<TestCaseData> RemediesOtherSeeds => NetworkCases.OtherSeeds("net-minority-weights", "net-minority-oversampled");

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale([.. Path, "net-minority-weights"]);

    private static IEnumerable<TestCaseData> RemediesLarge => NetworkCases.PaperScale("net-minority-weights", "net-minority-oversampled");

    private static IEnumerable<TestCaseData> OnAGpu => [new TestCaseData(TrainingEngines.TorchSharpCuda).SetArgDisplayNames(TrainingEngines.TorchSharpCuda)];

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed("net-minority-080");

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds("net-minority-080");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(AllPenalties))]
    public void AsTheCertifiedMinimumSays(string experiment, string engine, ulong seed) => CompareWithMinimum(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Beyond))]
    public void PastTheThresholdTheyAreMerged(string experiment, string engine, ulong seed) => RequireMerged(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Remedies))]
    public void WeightsAndOversamplingUndoIt(string experiment, string engine, ulong seed) => RequireOpen(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ComparedOtherSeeds))]
    public void AsTheCertifiedMinimumSaysOnOtherSeeds(string experiment, string engine, ulong seed) => CompareWithMinimum(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(BeyondOtherSeeds))]
    public void MergedOnOtherSeeds(string experiment, string engine, ulong seed) => RequireMerged(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(RemediesOtherSeeds))]
    public void UndoneOnOtherSeeds(string experiment, string engine, ulong seed) => RequireOpen(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => CompareWithMinimum(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(RemediesLarge))]
    public void UndoneAtPaperScale(string experiment, string engine, ulong seed) => RequireOpen(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        var runs = Path.Select(id => Networks(id, engine)).ToList();
        SeedMean[] contrasts = [.. runs.Select(r => SeedMean.Of(r, Contrast))];
        foreach ((IReadOnlyList<TrainingResult> run, SeedMean contrast) in runs.Zip(contrasts))
        {
            Problem problem = new TrainedModel(run[0]).Problem;
            ExpectMean(run[0].Experiment.Id, "contrast of the minorities over that of the majorities", contrast)
                .ToEqual(Enumerable.Repeat(Contrast(problem.Samples, CertifiedSolution(problem).Z), 3).ToArray(), NetworkChecks.Limit(run[0].Experiment, "contrast"));
        }

        foreach (string id in (string[])["net-minority-weights", "net-minority-oversampled"])
        {
            ExpectMean(id, "contrast of the minorities over that of the majorities", SeedMean.Of(Networks(id, engine), Contrast)).ToBeAtLeast(LeastOpen, Open);
        }

        Draw(PathFigure("path-seeds-" + engine, runs[0], SeedMean.Series("trained networks", Shares(runs.Select(r => r[0])), contrasts)));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Weighted))]
    public void TheWeightedMinimumIsReachedToo(string experiment, string engine, ulong seed) => CompareWithMinimum(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Engines))]
    public void TheWholePath(string engine)
    {
        var trained = Path.Select(id => Network(NetworkRuns.Experiment(id), engine, 1)).ToList();
        double[] contrasts = [.. trained.Select(Contrast)];
        Expect("contrast falls along the path", contrasts.Zip(contrasts.Skip(1), (a, b) => a - b).Min()).ToBeAtLeast(0, Within.Of(1e-3, "merged networks differ by what is left of training"));
        Draw(PathFigure("path-" + engine, trained, new("trained network", SeriesRole.Measured, Shares(trained), contrasts)));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(OnAGpu))]
    public void MinorityClassifiersOfResNetDrawTogether(string engine) => CheckAngles(engine, minorities: true);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), Control, TestCaseSource(nameof(OnAGpu))]
    public void ItsMajorityClassifiersDoNot(string engine) => CheckAngles(engine, minorities: false);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Below))]
    public void BelowTheThresholdTheyAreNotMerged(string experiment, string engine, ulong seed) => RequireMerged(Network(NetworkRuns.Experiment(experiment), engine, seed));

    private const double LeastOpen = 0.2;

    private static Within Open => Within.Of(0, "merged classes have none; forty times the limit for merged ones");

    private void RequireOpen(TrainingResult result) => Expect("contrast of the minorities over that of the majorities", Contrast(result)).ToBeAtLeast(LeastOpen, Open);

    private void RequireMerged(TrainingResult result) =>
        Expect("contrast of the minorities over that of the majorities", Contrast(result)).ToBeZero(NetworkChecks.Limit(result.Experiment, "merged"));

    private void CompareWithMinimum(TrainingResult result)
    {
        var model = new TrainedModel(result);
        CertifiedSolution minimum = CertifiedSolution(model.Problem);
        Expect("contrast of the minorities over that of the majorities", Contrast(result)).ToEqual(Contrast(result.ClassSizes, minimum.Z), NetworkChecks.Limit(result.Experiment, "contrast"));
        Expect("$d(WM,Z_\\lambda)$", GeometryDistance.Of(model.Logits, minimum.Z)).ToBeZero(NetworkChecks.Limit(result.Experiment, "gram"));
    }

    private void CheckAngles(string engine, bool minorities)
    {
        TrainingResult[] trained = [.. Ratios.Select(id => Network(NetworkRuns.Experiment(id), engine, 1))];
        double[] cosines = [.. trained.Select(r => MeanCosine(new TrainedModel(r).ClassifierGram, minorities ? 5 : 0))];
        double random = 1 / Math.Sqrt(trained[0].Final.Features.Columns);
        var step = Within.Of(0.1 * random, "a tenth of the least growth asked for, which is the cosine of random directions: one over the root of their dimension");
        Expect("mean cosine between classifiers at $R=10$, less that at $R=1$", cosines[1] - cosines[0]).ToBeAtLeast(random, step);
        Expect("mean cosine between classifiers at $R=100$, less that at $R=10$", cosines[2] - cosines[1]).ToBeAtLeast(random, step);
    }

    // Over pairs among the five classes from the first one on.
    private static double MeanCosine(Matrix gram, int first) =>
        (from i in Enumerable.Range(first, 5) from j in Enumerable.Range(first, 5) where i < j select gram[i, j] / Math.Sqrt(gram[i, i] * gram[j, j])).Average();

    private double Threshold(Problem problem) => Predict(NetworkChecks.Parameters(problem)).Number("mergeThreshold");

    private double[] Shares(IEnumerable<TrainingResult> trained) => [.. trained.Select(r => new TrainedModel(r).Problem).Select(p => p.Lambda / Threshold(p))];

    private Figure PathFigure(string id, IReadOnlyList<TrainingResult> trained, Series measured)
    {
        Problem problem = new TrainedModel(trained[0]).Problem;
        double[] shares = [.. Enumerable.Range(4, 21).Select(i => i * 0.1)];
        return new()
        {
            Claim = Claim.Id,
            Id = id,
            Title = "Contrast of minority classes over the penalty",
            Caption = "Squared deviation of the minorities' mean logits from their mean, over that of the majorities: networks trained on MNIST (90 and 9 images per class), and the certified minimum.",
            RefutedBy = "A point above zero past the threshold, or off the curve below it.",
            X = new("$\\lambda N/\\sqrt{n_B}$"),
            Y = new("contrast of minorities / majorities"),
            Series = [new("certified minimum", SeriesRole.Predicted, shares, [.. shares.Select(s => Contrast(problem.Samples, CertifiedSolution(problem.WithLambda(s * Threshold(problem))).Z))]), measured],
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["merge (HL-3)"] = 1 },
        };
    }

    private static double Contrast(TrainingResult result) => Contrast(result.ClassSizes, new TrainedModel(result).Logits);

    private static double Contrast(IReadOnlyList<int> sizes, Matrix logits)
    {
        int least = sizes.Min();
        double Of(bool minority)
        {
            int[] classes = [.. Enumerable.Range(0, sizes.Count).Where(k => (sizes[k] == least) == minority)];
            return Enumerable.Range(0, logits.Rows).Sum(i =>
            {
                double mean = classes.Average(k => logits[i, k]);
                return classes.Sum(k => (logits[i, k] - mean) * (logits[i, k] - mean));
            });
        }

        return Of(true) / Of(false);
    }
}
