namespace NCVerify.Claims.Hong2023;

/// <summary>HL-1. Features of a class coincide whatever the class sizes</summary>
public sealed class WithinClassCollapse : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-1";

    /// <inheritdoc/>
    public override string Title => "Features of a class coincide whatever the class sizes";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; proved again here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Then $h_i=\mu_{y_i}$ for every sample, and the minimum equals that of the problem with one feature per class,
        $$\sum_{k}\frac{n_k}{N}\operatorname{CE}(W\mu_k+b,k)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\sum_k n_k\lVert\mu_k\rVert^2+\frac{\lambda_b}{2}\lVert b\rVert^2 .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; $\\lambda_W,\\lambda_H>0$; no bias, or $\\lambda_b\\ge 0$; $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Noise of $10^{-2}$ on every sample's feature: the share of the features' energy within classes is then above $10^{-5}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "withinClassShare", Read.Sizes(parameters).Select(_ => 0.0).ToArray() },
    };
}
