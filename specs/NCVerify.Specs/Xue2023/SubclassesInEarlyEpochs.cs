using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Specs.TrainedNetworks;
using NCVerify.Training;
using NetSubclass = NCVerify.Claims.Xue2023.SubclassesInEarlyEpochs;

namespace NCVerify.Specs.Xue2023;

/// <summary>NET-SUBCLASS: a probe for subclasses along contrastive training.</summary>
public sealed class SubclassesInEarlyEpochs : ClaimSpec<NetSubclass>
{
    private const string Joined = "net-subclass", Fall = "best accuracy of the probe in the first quarter, less that at the end", Rise = "best accuracy of the probe in the first quarter, less that of the untrained network";

    private static IEnumerable<TestCaseData> First => NetworkCases.Of(Joined);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds(Joined);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Joined);

    // No classifier is trained here: what the probe says takes the place of self-duality.
    private static IReadOnlyList<string> Metrics { get; } = [.. NetworkChecks.Referred.Where(m => m != "nc3.duality.classmean"), EpochRecord.SubclassProbe];

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed(Joined);

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds(Joined);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(First))]
    public void TheProbeIsBetterEarlyThanLate(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        Check(result);
        Draw(Course("course-" + engine, Epochs(result), new("trained on pairs of digits", SeriesRole.Measured, Epochs(result), [.. result.Records.Select(Probe)])));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void TheProbeIsBetterEarlyThanLateOnOtherSeeds(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        IReadOnlyList<TrainingResult> runs = Networks(Joined, engine);
        ExpectMean(Joined, Fall, SeedMean.Of(runs, r => Early(r) - Probe(r.Last))).ToBeAtLeast(Least, Own);
        ExpectMean(Joined, Rise, SeedMean.Of(runs, r => Early(r) - Probe(r.Records[0]))).ToBeAtLeast(0, Own);
        double[] epochs = Epochs(runs[0]);
        Draw(Course("probe-" + engine, epochs, SeedMean.Series("trained on pairs of digits", epochs, [.. Enumerable.Range(0, epochs.Length).Select(i => SeedMean.Of(runs, r => Probe(r.Records[i])))])));
    }

    [Control, Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(First))]
    public void TrainedOnSubclassesItIsNot(string experiment, string engine, ulong seed)
    {
        Experiment pairs = NetworkRuns.Experiment(experiment);
        int[][] apart = [.. pairs.Data.Join!.SelectMany(g => g).Select(k => new[] { k })];
        Check(Network(pairs with { Data = pairs.Data with { Join = apart } }, engine, seed));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), Metrics);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), Metrics);

    [Oracle(OracleKind.Network), Control, Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), Metrics);

    private Figure Course(string id, double[] epochs, Series measured) => new()
    {
        Claim = Claim.Id,
        Id = id,
        Title = "Subclasses in the features of unseen samples along contrastive training",
        Caption = "Share of test images whose digit a linear probe names right, on MNIST with pairs of digits joined to five classes. A probe that knew the class and guessed between its two digits would have one half.",
        RefutedBy = "A curve that ends at its height in the first quarter, or higher.",
        X = new("epoch"),
        Y = new("accuracy of the probe"),
        Series = [measured, new("class known, digit guessed", SeriesRole.Reference, [epochs[0], epochs[^1]], [0.5, 0.5])],
    };

    private static Within Own => Within.Of(0, "the claim's own limit");

    private double Least => Predict().Number("leastLossOfAccuracy");

    private void Check(TrainingResult result)
    {
        Expect(Fall, Early(result) - Probe(result.Last)).ToBeAtLeast(Least, Own);
        Expect(Rise, Early(result) - Probe(result.Records[0])).ToBeAtLeast(0, Own);
    }

    private static double Early(TrainingResult result) => result.Records.Where(r => r.Epoch >= 1 && r.Epoch <= result.Epochs / 4).Max(Probe);

    private static double[] Epochs(TrainingResult result) => [.. result.Records.Select(r => (double)r.Epoch)];

    private static double Probe(EpochRecord record) => record[EpochRecord.SubclassProbe];
}
