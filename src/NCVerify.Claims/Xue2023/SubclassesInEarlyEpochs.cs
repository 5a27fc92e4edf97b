namespace NCVerify.Claims.Xue2023;

/// <summary>NET-SUBCLASS. In early epochs of contrastive training, representations tell subclasses apart before they collapse</summary>
public sealed class SubclassesInEarlyEpochs : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-SUBCLASS";

    /// <inheritdoc/>
    public override string Title => "In early epochs of contrastive training, representations tell subclasses apart before they collapse";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Xue2023, "That subclasses are learned early and collapse later as stated by the authors; a threshold is put here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network be trained by supervised contrastive loss on classes that consist of two subclasses each. With $a(t)$ the accuracy of a linear probe for the subclass on the features of unseen samples after epoch $t$, and $T$ the last epoch,
        $$\max_{t\le T/4}a(t)\ge a(T)+0.05.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Gradient descent from small weights; classes of two subclasses that can be told apart in the data.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Labels of subclasses in place of those of classes: their accuracy does not fall.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "A statement about the course of training; the collapse of the minimum-norm map itself is SC-06.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "leastLossOfAccuracy", 0.05 },
    };
}
