using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NetSubclass = NCVerify.Claims.Xue2023.SubclassesInEarlyEpochs;

namespace NCVerify.Specs.Xue2023;

/// <summary>NET-SUBCLASS: a probe for subclasses along contrastive training.</summary>
public sealed class SubclassesInEarlyEpochs : ClaimSpec<NetSubclass>
{
    private const string Reason = "two parts are missing: experiments cannot join labels to classes of two subclasses, and the engines keep features of the training set alone, at the end alone, where a probe needs those of unseen samples after recorded epochs";

    [Test, Oracle(OracleKind.Network)]
    public void TheProbeIsBetterEarlyThanLate() => NotRun(Reason);

    [Test, Control, Oracle(OracleKind.Network)]
    public void TrainedOnSubclassesItIsNot() => NotRun(Reason);
}
