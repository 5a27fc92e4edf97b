namespace NCVerify.Claims.Zhong2023;

/// <summary>NET-CCR. Beside a trained classifier the centre collapse regulariser still turns class means towards its frame</summary>
public sealed class TrainedClassifierBesideTheRegulariser : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-CCR";

    /// <inheritdoc/>
    public override string Title => "Beside a trained classifier the centre collapse regulariser still turns class means towards its frame";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhong2023, "The published total loss, with a classifier that is trained; its form as reported by a third-party implementation");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network with features $h_i$ and a trained classifier $W$ minimise cross-entropy plus $\mu$ times the regulariser of CCR-01, whose frame $w_1,\ldots,w_K$ is a fixed simplex ETF, on step-imbalanced classes. The means $\mu_k$ of the features of a class then have the directions of the frame,
        $$\cos(\mu_k,w_k)\ge 0.9\quad\text{for every }k,$$
        while without the regulariser they have not.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "A network trained beyond zero error, weight decay on all weights; the regulariser on the means of every batch.",
        "Directions only: CCR-01 says why lengths stay unequal.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The same network with $\\mu=0$: cross-entropy alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Network];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "A statement about trained networks; what holds exactly for free features is CCR-01.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "leastCosine", 0.9 },
    };
}
