using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetMargin = NCVerify.Claims.TrainedNetworks.MarginsWithoutDecay;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-MARGIN: without decay the loss falls as one over time, and features go on collapsing.</summary>
[Tier(Tier.Network)]
public sealed class MarginsWithoutDecay : ClaimSpec<NetMargin>
{
    private const string Id = "net-margin";

    private static IEnumerable<TestCaseData> All => NetworkCases.Of(Id);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds(Id);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Id);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed(Id);

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds(Id);

    [Oracle(OracleKind.Network), TestCaseSource(nameof(All))]
    public void OverTheLastDecade(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        (EpochRecord first, EpochRecord last) = CheckAll(result);
        EpochRecord[] trained = [.. result.Records.Where(r => r.Epoch > 0)];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "loss-" + engine,
            Title = "Loss without decay",
            Caption = "Mean cross-entropy on the training set over epochs, beside a line of slope $-1$.",
            RefutedBy = "A curve that becomes level.",
            X = new("epoch", Logarithmic: true),
            Y = new("loss", Logarithmic: true),
            Series =
            [
                new("trained network", SeriesRole.Measured, [.. trained.Select(r => (double)r.Epoch)], [.. trained.Select(r => r.Loss)]),
                new("$1/t$ through the last point", SeriesRole.Reference, [first.Epoch, last.Epoch], [last.Loss * last.Epoch / first.Epoch, last.Loss]),
            ],
            Thresholds = result.TerminalPhase is { } start and > 0 ? new Dictionary<string, double>(StringComparer.Ordinal) { ["zero training error"] = start } : new(),
        });
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void OnOtherSeeds(string experiment, string engine, ulong seed) => CheckAll(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => CheckAll(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        IReadOnlyList<TrainingResult> runs = Networks(Id, engine);
        SeedMean slope = SeedMean.Of(runs, r => Slope(Decade(r)));
        ExpectMean(Id, "slope of $\\log(1/L)$ over $\\log t$", slope).ToBeAtLeast(Predict().Number("slopeOfLogInverseLoss"), Below);
        ExpectMean(Id, "slope of $\\log(1/L)$ over $\\log t$, from above", slope).ToBeAtMost(Predict().Number("slopeOfLogInverseLoss"), NetworkChecks.Limit(runs[0].Experiment, "slope"));
        foreach ((string metric, string words) in (ReadOnlySpan<(string, string)>)[("nc1.quotient", "$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$ at $t_2$ over that at $t_1$"), ("nc2.etf.means.classmean", "distance of the centred means to a simplex ETF at $t_2$ over that at $t_1$")])
        {
            ExpectMean(Id, words, SeedMean.Of(runs, r => Decade(r).Last[metric] / Decade(r).First[metric])).ToBeAtMost(1, Within.Of(0, "it falls"));
        }

        int[] epochs = [.. runs.Select(r => r.Records.Select(e => e.Epoch).Where(e => e > 0)).Aggregate((common, next) => common.Intersect(next))];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "loss-seeds-" + engine,
            Title = "Loss without decay, over seeds",
            Caption = "Mean cross-entropy on the training set over epochs; mean and band of its logarithm.",
            RefutedBy = "A curve that becomes level.",
            X = new("epoch", Logarithmic: true),
            Y = new("loss", Logarithmic: true),
            Series = [SeedMean.LogarithmicSeries("trained networks", [.. epochs.Select(e => (double)e)], [.. epochs.Select(e => SeedMean.Of(runs, r => r.Records.Single(x => x.Epoch == e).Loss))])],
        });
    }

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(All))]
    public void WithWeightDecayItDoesNotGoOnFalling(string experiment, string engine, ulong seed) =>
        Check(Network(NetworkRuns.Experiment(experiment) with { Penalty = new() { All = 5e-3 } }, engine, seed));

    private (EpochRecord First, EpochRecord Last) CheckAll(TrainingResult result)
    {
        (EpochRecord first, EpochRecord last) = Check(result);
        Expect("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$ at $t_2$ over that at $t_1$", last["nc1.quotient"] / first["nc1.quotient"]).ToBeAtMost(1, Within.Of(0, "it falls"));
        Expect("distance of the centred means to a simplex ETF at $t_2$ over that at $t_1$", last["nc2.etf.means.classmean"] / first["nc2.etf.means.classmean"]).ToBeAtMost(1, Within.Of(0, "it falls"));
        return (first, last);
    }

    private (EpochRecord First, EpochRecord Last) Check(TrainingResult result)
    {
        (EpochRecord First, EpochRecord Last) decade = Decade(result);
        double slope = Slope(decade), predicted = Predict().Number("slopeOfLogInverseLoss");
        Expect("slope of $\\log(1/L)$ over $\\log t$", slope).ToBeAtLeast(predicted, Below);
        Expect("slope of $\\log(1/L)$ over $\\log t$, from above", slope).ToBeAtMost(predicted, NetworkChecks.Limit(result.Experiment, "slope"));
        return decade;
    }

    private static Within Below => Within.Of(0.05, "corrections to the rate of order $1/\\log t$ are positive");

    // The last epoch and the record nearest to a tenth of it.
    private static (EpochRecord First, EpochRecord Last) Decade(TrainingResult result) =>
        (result.Records.MinBy(r => Math.Abs(r.Epoch - (result.Last.Epoch / 10.0)))!, result.Last);

    private static double Slope((EpochRecord First, EpochRecord Last) decade) =>
        Math.Log(decade.First.Loss / decade.Last.Loss) / Math.Log((double)decade.Last.Epoch / decade.First.Epoch);
}
