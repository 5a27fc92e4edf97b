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
    private const string Plain = "net-remedy-ce", Adjusted = "net-remedy-la", DotRegression = "net-remedy-etf-dr", FixedEtf = "net-remedy-etf", AllNc = "net-remedy-allnc", Contrastive = "net-remedy-supcon";

    private static readonly (string Name, string Experiment)[] All =
    [
        ("cross-entropy", Plain), ("class weights", "net-remedy-weights"), ("class-balanced sampling", "net-remedy-balanced"), ("logit adjustment", Adjusted),
        ("label-dependent temperature", "net-remedy-ldt"), ("fixed ETF, cross-entropy", FixedEtf), ("fixed ETF, dot-regression", DotRegression),
        ("AllNC-R", AllNc),
    ];

    private static IEnumerable<TestCaseData> Engines => TrainingEngines.Names.Select(e => new TestCaseData(e).SetArgDisplayNames(e));

    private static IEnumerable<TestCaseData> Restoring => NetworkCases.Of(DotRegression, AllNc, Contrastive);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.Of([DotRegression, AllNc, Contrastive], everySeed: true);

    private static IEnumerable<TestCaseData> NotRestoring => NetworkCases.Of(Plain, FixedEtf);

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Restoring))]
    public void CollapseIsRestored(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void CollapseIsRestoredOnEverySeed(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Engines))]
    public void AccuracyOnMinoritiesIsAnotherMatter(string engine)
    {
        double plain = Minority(Plain, engine), adjusted = Minority(Adjusted, engine), gain = Predict().Number("leastGainOfMinorityAccuracy");
        Expect("minority accuracy of logit adjustment over that of cross-entropy", adjusted - plain).ToBeAtLeast(gain, Within.Of(0.005, "a test image in 200"));
        Expect("minority accuracy of logit adjustment over that of dot-regression", adjusted - Minority(DotRegression, engine)).ToBeAtLeast(gain, Within.Of(0.005, "a test image in 200"));
    }

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Engines))]
    public void GeometryAndAccuracySideBySide(string engine)
    {
        var trained = All.Select(m => (m.Name, Last: Network(NetworkRuns.Experiment(m.Experiment), engine, 1).Last)).ToList();
        double[] restored = [.. trained[^2..].Select(m => m.Last["nc2.etf.means.classmean"])], others = [.. trained[..^2].Select(m => m.Last["nc2.etf.means.classmean"])];
        Expect("largest distance of a restored geometry over the least of the others", restored.Max() / others.Min()).ToBeAtMost(1, Within.Of(0.01, "an order, no value"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "remedies-" + engine,
            Title = "Training geometry and test accuracy on minorities",
            Caption = "Each point is a network trained with a remedy on MNIST at step imbalance 20: distance of its centred class means (training set) to the simplex ETF, and its accuracy on test images of the minority classes.",
            RefutedBy = "Points that lie on a falling line: then restoring the geometry would restore the accuracy.",
            X = new("distance to the simplex ETF, training set"),
            Y = new("accuracy on minorities, test set"),
            Series = [.. trained.Select(m => new Series(m.Name, SeriesRole.Measured, [m.Last["nc2.etf.means.classmean"]], [m.Last.MinorityAccuracy ?? double.NaN]))],
        });
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(NotRestoring))]
    public void NeitherCrossEntropyNorAFixedEtfUnderItRestores(string experiment, string engine, ulong seed) => Check(experiment, engine, seed);

    private void Check(string experiment, string engine, ulong seed)
    {
        Prediction halves = Predict();
        EpochRecord plain = Network(NetworkRuns.Experiment(Plain), engine, seed).Last, remedied = Network(NetworkRuns.Experiment(experiment), engine, seed).Last;
        Within order = Within.Of(0.01, "the claim's own factor of one half");
        Expect("distance of the centred means to the simplex ETF over that of cross-entropy", remedied["nc2.etf.means.classmean"] / plain["nc2.etf.means.classmean"]).ToBeAtMost(halves.Number("mostDistanceOverPlain"), order);
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$ over that of cross-entropy", remedied["nc1.pinv.classmean"] / plain["nc1.pinv.classmean"]).ToBeAtMost(halves.Number("mostVariabilityOverPlain"), order);
    }

    private double Minority(string experiment, string engine) => Network(NetworkRuns.Experiment(experiment), engine, 1).Last.MinorityAccuracy ?? double.NaN;
}
