namespace NCVerify.Claims.Zhong2023;

/// <summary>NET-CCR. Beside a trained classifier the centre collapse regulariser turns class means of a network to its frame, if features are penalised</summary>
public sealed class TrainedClassifierBesideTheRegulariser : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-CCR";

    /// <inheritdoc/>
    public override string Title => "Beside a trained classifier the centre collapse regulariser turns class means of a network to its frame, if features are penalised";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhong2023, "The published total loss, with a classifier that is trained; its form as reported by a third-party implementation; the minimum at finite penalties and the comparison are ours");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network with features $h_i$, class means $\mu_k$ and a trained classifier $W$ minimise mean cross-entropy plus $\mu$ times the regulariser of CCR-01, whose frame $w_1,\ldots,w_K$ is a fixed simplex ETF, on step-imbalanced classes. With $\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\sum_i\lVert h_i\rVert^2$ as the only penalties and all samples in one batch, class means, classifier and logits have the geometry and the lengths of the minimum over free features, so that
        $$\cos(\mu_k,w_k)\ge 0.9\quad\text{for every }k,$$
        while $W$ is no simplex ETF. Without the regulariser the cosines do not reach this; nor do they with it when all weights decay instead and batches are small.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "MNIST, a small multilayer perceptron whose features come out of a linear layer; no bias in the head.",
        "Five classes of 90 and five of 9 images, $\\mu=1$, frame vectors of length 0.3, $\\lambda_W=0.01$, $\\lambda_H=10^{-5}$; with decay of all weights five classes of 400 and five of 20, batches of 100, vectors of length 1.",
        "One batch, because a small one often lacks a minority class, whose centre is then zero: its term of the regulariser counts as often as it is there.",
        "The limit of 0.9 was fixed before any network was trained; that on distances is NET-SELI's. Learning rate, epochs and the limit of 5 per cent on lengths were chosen on seed 11, which is not judged.",
        "Three seeds; each experiment is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor) in loss, objective and the numbers of NC1 to NC3, and fails outside the 99.9 per cent prediction interval of any of the five on either side.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The same images and penalties without the regulariser (the network of NET-SELI).";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Where features are penalised the network is at the minimum over free features, with its unequal lengths: class means within 2 per cent and classifiers within 4 on three seeds, no constant fitted; the least cosine is 0.999. In the usual training, decay of all weights and small batches, the least cosine is 0.64, 0.63 and 0.65 on three seeds: long features satisfy the regulariser before they have turned to the frame.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "leastCosine", 0.9 },
    };
}
