using NCVerify.Claims;
using NCVerify.Specs.Harness;
using NetCcr = NCVerify.Claims.Zhong2023.TrainedClassifierBesideTheRegulariser;

namespace NCVerify.Specs.Zhong2023;

/// <summary>NET-CCR: the regulariser in training, with a classifier that is trained too.</summary>
public sealed class TrainedClassifierBesideTheRegulariser : ClaimSpec<NetCcr>
{
    private const string Reason = "the engines lack the loss: cross-entropy of the samples of a batch plus cross-entropy of its class means against a second, fixed frame; the model with free features is CCR-01";

    [Test, Oracle(OracleKind.Network)]
    public void ClassMeansTurnTowardsTheFrame() => NotRun(Reason);

    [Test, Control, Oracle(OracleKind.Network)]
    public void WithoutTheRegulariserTheyDoNot() => NotRun(Reason);
}
