using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NetCcr = NCVerify.Claims.Zhong2023.TrainedClassifierBesideTheRegulariser;

namespace NCVerify.Specs.Zhong2023;

/// <summary>NET-CCR: the regulariser in training, with a classifier that is trained too.</summary>
public sealed class TrainedClassifierBesideTheRegulariser : ClaimSpec<NetCcr>
{
    private const string Reason = "needs a network trained with the centre collapse regulariser on the means of each batch, a loss that the engines do not have yet";

    [Test, Oracle(OracleKind.Network)]
    public void ClassMeansTurnTowardsTheFrame() => NotRun(Reason);

    [Test, Control, Oracle(OracleKind.Network)]
    public void WithoutTheRegulariserTheyDoNot() => NotRun(Reason);
}
