using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NetDuality = NCVerify.Claims.Zhang2025.FixedClassifierInTraining;

namespace NCVerify.Specs.Zhang2025;

/// <summary>NET-DUALITY: duality cosines of a trained network behind a fixed simplex ETF.</summary>
public sealed class FixedClassifierInTraining : ClaimSpec<NetDuality>
{
    private const string Reason = "needs the duality cosines of a network trained to its end behind a fixed simplex ETF on step-imbalanced data";

    [Test, Oracle(OracleKind.Network)]
    public void SomeClassLeavesItsClassifier() => NotRun(Reason);

    [Test, Control, Oracle(OracleKind.Network)]
    public void FreeFeaturesDoNot() => NotRun(Reason);
}
