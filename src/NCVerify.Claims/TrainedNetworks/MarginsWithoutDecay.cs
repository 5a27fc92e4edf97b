namespace NCVerify.Claims.TrainedNetworks;

/// <summary>NET-MARGIN. Without decay the loss falls as one over time and features go on collapsing</summary>
public sealed class MarginsWithoutDecay : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-MARGIN";

    /// <inheritdoc/>
    public override string Title => "Without decay the loss falls as one over time and features go on collapsing";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "Rates as derived for the unconstrained layer-peeled model; the exponent for deeper networks is that of homogeneous networks");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network be trained on mean cross-entropy by gradient steps of constant size without any penalty, $t$ counted in epochs, past zero error. Then between $t_1$ and $t_2=10t_1$
        $$1\le\frac{\log\frac{1}{L(t_2)}-\log\frac{1}{L(t_1)}}{\log t_2-\log t_1}\le 1+\varepsilon,$$
        and the within-class variability $\frac{\operatorname{tr}\Sigma_W}{\operatorname{tr}\Sigma_B}$ and the distance of the centred class means from a simplex ETF are smaller at $t_2$ than at $t_1$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Real images (MNIST), 50 per class; no penalty at all; step size constant and small enough that the loss falls.",
        "For a network homogeneous of degree $L$ the slope is $1+\\frac{2-2/L}{\\log t}$ to leading order; the limit $\\varepsilon$ stands in the experiment file with its reason.",
        "Three seeds; the experiment is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor) in loss, objective and the numbers of NC1 to NC3, and fails outside the 99.9 per cent prediction interval of any of the five on either side.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The same network with weight decay: its loss does not go on falling.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "A statement on the training of a network; the exact rates of the model behind it are ULPM claims with oracles of their own.";

    /// <inheritdoc/>
    public override string Finding =>
        "On MNIST the slope between 300 and 3000 epochs is 1.205 (mean of three seeds, 95 per cent $t$-interval 1.202 to 1.208), within the range that homogeneous networks allow; within-class variability and the distance to the ETF fall by 2.6 (2.3 to 2.8) and 0.8 (0.5 to 1.0) per cent only over this decade: without decay collapse of real networks is slow.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        return new() { { "slopeOfLogInverseLoss", 1.0 } };
    }
}
