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
        $$\max_{1\le t\le T/4}a(t)\ge a(T)+0.05\quad\text{and}\quad\max_{1\le t\le T/4}a(t)\ge a(0).$$
        What tells subclasses apart is learned early, beyond what features of the untrained network give, and lost later.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "MNIST, pairs of digits (0 and 1, 2 and 3, and so on) joined to five classes, 200 images of each digit; a small multilayer perceptron with normalised features, random initial weights, decay of all weights, 80 epochs.",
        "The probe is least squares from features to indicators of the ten digits, fitted on the training images and judged on 100 others of each digit; it never changes the network.",
        "The threshold of 0.05 was fixed before any network was trained, the comparison with the untrained network after seeds 11 and 12 had been seen, which are not judged.",
        "Three seeds; each experiment is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor) in loss, objective and the numbers of NC1, NC2 and the probe, and fails outside the 99.9 per cent prediction interval of any of the five on either side.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Labels of subclasses in place of those of classes: the accuracy of the same probe does not fall.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "A statement about the course of training; the collapse of the minimum-norm map itself is SC-06.";

    /// <inheritdoc/>
    public override string Finding =>
        "True of the small networks run here: over three seeds the probe's best accuracy in the first quarter lies 0.054 above that of the untrained network (95 per cent $t$-interval 0.019 to 0.088) and 0.240 above that at the end (0.202 to 0.278), where it is near one half: the class is known, the subclass next to guessed.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "leastLossOfAccuracy", 0.05 },
    };
}
