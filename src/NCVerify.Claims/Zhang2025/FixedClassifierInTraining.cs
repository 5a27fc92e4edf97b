namespace NCVerify.Claims.Zhang2025;

/// <summary>NET-DUALITY. In a trained network with ReLU features a fixed simplex ETF classifier leaves self-duality broken under imbalance</summary>
public sealed class FixedClassifierInTraining : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-DUALITY";

    /// <inheritdoc/>
    public override string Title => "In a trained network with ReLU features a fixed simplex ETF classifier leaves self-duality broken under imbalance";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhang2025, "That repairing the classifier alone leaves self-duality violated as stated in the abstract; put here for a network after finite training");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network whose features $h_i\ge 0$ end in a ReLU be trained by cross-entropy on step-imbalanced classes with the classifier fixed to a simplex ETF of vectors of one length $w_1,\ldots,w_K$. With class means $\mu_k$ and $\bar{\mu}=\frac{1}{K}\sum_k\mu_k$, self-duality is violated at the end of training:
        $$1-\cos(\mu_k-\bar{\mu},w_k)\ge 0.01\quad\text{for some }k.$$
        At the minimum over free features all these cosines are 1 (ALLNC-ii).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Finite training; the regime must be named, since ALLNC-ii shows the statement to be false at the minimum over free features.",
        "MNIST, five classes of 400 and five of 20 images; a small multilayer perceptron, weight decay, three seeds; the limit was fixed before the runs.",
        "The experiment is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor) in loss, objective and the numbers of NC1 to NC3, and fails outside the 99.9 per cent prediction interval of any of the five on either side.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Free features at the minimum (ALLNC-ii), where all cosines are 1.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "True of the small networks run here: behind a ReLU the largest $1-\\cos(\\mu_k-\\bar{\\mu},w_k)$ is 0.458 (mean of three seeds, 95 per cent $t$-interval 0.383 to 0.533). But the ReLU is half of it only: with free features, for which ALLNC-ii shows full duality at the minimum, it is still 0.230 (0.206 to 0.254) after the same training, which therefore has not reached the minimum.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "mostLeastCosine", 0.99 },
        { "leastCosineOfFreeFeatures", 1.0 },
    };
}
