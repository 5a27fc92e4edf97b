using NCVerify.Claims;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>A claim on the terminal phase of training (Papyan et al.): the same check on every trained network, and after one epoch, where it must fail.</summary>
public abstract class TerminalPhaseSpec<TClaim> : ClaimSpec<TClaim>
    where TClaim : Claim
{
    [Oracle(OracleKind.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void InTheTerminalPhaseOnGeneratedImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Real))]
    public void InTheTerminalPhaseOnRealImages(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Large))]
    public void InTheTerminalPhaseOfTheLiteraturesNetworks(string experiment, string engine, ulong seed) => CheckNetwork(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Control, TestCaseSource(typeof(TerminalPhase), nameof(TerminalPhase.Generated))]
    public void AfterTheFirstEpochItDoesNotHold(string experiment, string engine, ulong seed) => CheckNetwork(Network(TerminalPhase.FirstEpoch(experiment), engine, seed));

    /// <summary>What the claim says of a trained network, against the limits of its experiment file; with its course over epochs where asked.</summary>
    protected abstract void CheckNetwork(TrainingResult result, bool draw = false);
}
