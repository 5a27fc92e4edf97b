using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Training;
using NetRemedies = NCVerify.Claims.TrainedNetworks.WhatRestoresCollapse;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-REMEDIES: what restores collapse under imbalance, and what restores accuracy on minorities.</summary>
[Tier(Tier.Network)]
public sealed class WhatRestoresCollapse : ClaimSpec<NetRemedies>
{
    private const string Distance = "nc2.etf.means.classmean", Variability = "nc1.pinv.classmean";

    private static readonly string[] Restoring = [RemedyTable.DotRegression, RemedyTable.AllNc, RemedyTable.Contrastive];

    private static IEnumerable<TestCaseData> RestoringOnce => NetworkCases.Of(Restoring);

    private static IEnumerable<TestCaseData> RestoringOtherSeeds => NetworkCases.OtherSeeds(Restoring);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Restoring);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.EverySeed(RemedyTable.Plain, RemedyTable.DotRegression);

    private static IEnumerable<TestCaseData> NotRestoring => NetworkCases.Of(RemedyTable.Plain, RemedyTable.FixedEtf);

    private static IEnumerable<TestCaseData> NotRestoringOtherSeeds => NetworkCases.OtherSeeds(RemedyTable.Plain, RemedyTable.FixedEtf);

    [Oracle(OracleKind.Network), TestCaseSource(nameof(RestoringOnce))]
    public void CollapseIsRestored(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(RestoringOtherSeeds))]
    public void CollapseIsRestoredOnOtherSeeds(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    [Oracle(OracleKind.Network), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Engines))]
    public void AccuracyOnMinoritiesIsAnotherMatter(string engine) => CheckAccuracy(id => Last(id, engine));

    [Oracle(OracleKind.Network), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Engines))]
    public void GeometryAndAccuracySideBySide(string engine)
    {
        CheckOrder(id => Last(id, engine));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "remedies-" + engine,
            Title = "Training geometry and test accuracy on minorities",
            Caption = "Each point is a network trained with a remedy on MNIST at step imbalance 20, seed 1: distance of its centred class means (training set) to the simplex ETF, and its accuracy on test images of the minority classes.",
            RefutedBy = "Points that lie on a falling line: then restoring the geometry would restore the accuracy.",
            X = new("distance to the simplex ETF, training set"),
            Y = new("accuracy on minorities, test set"),
            Series = [.. RemedyTable.WithClassifier.Select(m => (m.Name, Last: Last(m.Experiment, engine))).Select(m => new Series(m.Name, SeriesRole.Measured, [m.Last[Distance]], [Minority(m.Last)]))],
        });
    }

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Cuda))]
    public void GeometryAndAccuracyAtPaperScale(string engine)
    {
        CheckOrder(id => Last(NetworkCases.AtPaperScale(id), engine));
        CheckAccuracy(id => Last(NetworkCases.AtPaperScale(id), engine));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void CollapseIsRestoredAtPaperScale(string experiment, string engine, ulong seed) => Check(experiment, engine, seed, NetworkCases.AtPaperScale(RemedyTable.Plain));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void EveryRemedyOverSeeds(string engine)
    {
        var runs = RemedyTable.All.Select(m => (m.Name, m.Experiment, Last: Networks(m.Experiment, engine).Select(r => r.Last).ToArray())).ToList();
        EpochRecord[] Of(string experiment) => runs.Single(r => r.Experiment == experiment).Last;

        // Runs of one seed begin at the same weights and see the same batches: compared seed by seed.
        SeedMean Pairs(string experiment, string other, Func<EpochRecord, EpochRecord, double> compare) => SeedMean.Of(Of(experiment).Zip(Of(other)).ToArray(), p => compare(p.First, p.Second));
        foreach (string experiment in Restoring)
        {
            ExpectMean(experiment, "distance of the centred means to the simplex ETF over that of cross-entropy", Pairs(experiment, RemedyTable.Plain, (a, b) => a[Distance] / b[Distance])).ToBeAtMost(Predict().Number("mostDistanceOverPlain"), Half);
            ExpectMean(experiment, "$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$ over that of cross-entropy", Pairs(experiment, RemedyTable.Plain, (a, b) => a[Variability] / b[Variability])).ToBeAtMost(Predict().Number("mostVariabilityOverPlain"), Half);
        }

        foreach (string other in (string[])[RemedyTable.Plain, RemedyTable.DotRegression])
        {
            ExpectMean(RemedyTable.Adjusted, $"minority accuracy over that of {other}", Pairs(RemedyTable.Adjusted, other, (a, b) => Minority(a) - Minority(b))).ToBeAtLeast(LeastGain, OneImage);
        }

        Draw(RemedyTable.Draw(Claim.Id, engine, [.. runs.Select(r => (r.Name, r.Last))]));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(Referred))]
    public void NoSeedIsOutsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), RemedyTable.Referred);

    [Oracle(OracleKind.Network), Control, Tier(Tier.Full), TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), RemedyTable.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(NotRestoring))]
    public void NeitherCrossEntropyNorAFixedEtfUnderItRestores(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    [Oracle(OracleKind.Network), Control, Tier(Tier.Full), TestCaseSource(nameof(NotRestoringOtherSeeds))]
    public void NorOnOtherSeeds(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    private static Within Half => Within.Of(0.01, "the claim's own factor of one half");

    private static Within OneImage => Within.Of(0.005, "a test image in 200");

    private double LeastGain => Predict().Number("leastGainOfMinorityAccuracy");

    private void Check(string experiment, string engine, ulong seed, string plainly = RemedyTable.Plain)
    {
        Prediction halves = Predict();
        EpochRecord plain = Network(NetworkRuns.Experiment(plainly), engine, seed).Last, remedied = Network(NetworkRuns.Experiment(experiment), engine, seed).Last;
        Expect("distance of the centred means to the simplex ETF over that of cross-entropy", remedied[Distance] / plain[Distance]).ToBeAtMost(halves.Number("mostDistanceOverPlain"), Half);
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$ over that of cross-entropy", remedied[Variability] / plain[Variability]).ToBeAtMost(halves.Number("mostVariabilityOverPlain"), Half);
    }

    private void CheckAccuracy(Func<string, EpochRecord> last)
    {
        double adjusted = Minority(last(RemedyTable.Adjusted));
        Expect("minority accuracy of logit adjustment over that of cross-entropy", adjusted - Minority(last(RemedyTable.Plain))).ToBeAtLeast(LeastGain, OneImage);
        Expect("minority accuracy of logit adjustment over that of dot-regression", adjusted - Minority(last(RemedyTable.DotRegression))).ToBeAtLeast(LeastGain, OneImage);
    }

    private void CheckOrder(Func<string, EpochRecord> last)
    {
        double[] distances = [.. RemedyTable.WithClassifier.Select(m => last(m.Experiment)[Distance])];
        Expect("largest distance of a restored geometry over the least of the others", distances[^2..].Max() / distances[..^2].Min()).ToBeAtMost(1, Within.Of(0.01, "an order, no value"));
    }

    private EpochRecord Last(string experiment, string engine) => Network(NetworkRuns.Experiment(experiment), engine, 1).Last;

    private static double Minority(EpochRecord record) => record.MinorityAccuracy ?? double.NaN;
}
