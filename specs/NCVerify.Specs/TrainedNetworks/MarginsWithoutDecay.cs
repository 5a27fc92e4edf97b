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
    private static IEnumerable<TestCaseData> All => NetworkCases.Of("net-margin");

    [Oracle(OracleKind.Network), TestCaseSource(nameof(All))]
    public void OverTheLastDecade(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        (EpochRecord first, EpochRecord last) = Check(result);
        Expect("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$ at $t_2$ over that at $t_1$", last["nc1.quotient"] / first["nc1.quotient"]).ToBeAtMost(1, Within.Of(0, "it falls"));
        Expect("distance of the centred means to a simplex ETF at $t_2$ over that at $t_1$", last["nc2.etf.means.classmean"] / first["nc2.etf.means.classmean"]).ToBeAtMost(1, Within.Of(0, "it falls"));
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

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(All))]
    public void WithWeightDecayItDoesNotGoOnFalling(string experiment, string engine, ulong seed) =>
        Check(Network(NetworkRuns.Experiment(experiment) with { Penalty = new() { All = 5e-3 } }, engine, seed));

    private (EpochRecord First, EpochRecord Last) Check(TrainingResult result)
    {
        EpochRecord last = result.Last, first = result.Records.MinBy(r => Math.Abs(r.Epoch - (last.Epoch / 10.0)))!;
        double slope = Math.Log(first.Loss / last.Loss) / Math.Log((double)last.Epoch / first.Epoch), predicted = Predict().Number("slopeOfLogInverseLoss");
        Expect("slope of $\\log(1/L)$ over $\\log t$", slope).ToBeAtLeast(predicted, Within.Of(0.05, "corrections to the rate of order $1/\\log t$ are positive"));
        Expect("slope of $\\log(1/L)$ over $\\log t$, from above", slope).ToBeAtMost(predicted, NetworkChecks.Limit(result.Experiment, "slope"));
        return (first, last);
    }
}
