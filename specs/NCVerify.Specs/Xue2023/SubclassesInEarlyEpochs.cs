using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NetSubclass = NCVerify.Claims.Xue2023.SubclassesInEarlyEpochs;

namespace NCVerify.Specs.Xue2023;

/// <summary>NET-SUBCLASS: a probe for subclasses along contrastive training.</summary>
public sealed class SubclassesInEarlyEpochs : ClaimSpec<NetSubclass>
{
    private const string Reason = "needs a network trained by contrastive loss on data with subclasses, and a probe of its features after every epoch";

    [Test, Oracle(OracleKind.Network)]
    public void TheProbeIsBetterEarlyThanLate() => NotRun(Reason);

    [Test, Control, Oracle(OracleKind.Network)]
    public void TrainedOnSubclassesItIsNot() => NotRun(Reason);
}
