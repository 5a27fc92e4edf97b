using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NCM-2. Without centring, an orthogonal frame misses the ETF metrics by exact amounts</summary>
public sealed class UncentredFrameMetrics : Claim
{
    /// <inheritdoc/>
    public override string Id => "NCM-2";

    /// <inheritdoc/>
    public override string Title => "Without centring, an orthogonal frame misses the ETF metrics by exact amounts";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "Metrics as in the paper and in public code; the exact values were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $V=(v_1,\ldots,v_K)$ be orthonormal vectors, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$, and $VP$ the same vectors with their mean subtracted, which form a simplex ETF. Used without centring, $V$ gives
        $$\frac{1}{K(K-1)}\sum_{j\ne k}\left\lvert\cos(v_j,v_k)+\frac{1}{K-1}\right\rvert=\frac{1}{K-1},\quad \left\lVert\frac{V^{\top}V}{\lVert V^{\top}V\rVert_F}-\frac{P}{\lVert P\rVert_F}\right\rVert_F=\sqrt{2-2\sqrt{\frac{K-1}{K}}},$$
        $$\left\lVert\frac{V}{\lVert V\rVert_F}-\frac{VP}{\lVert VP\rVert_F}\right\rVert_F^2=2-2\sqrt{\frac{K-1}{K}} .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$K\\ge 2$ and $d\\ge K$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "After centring all three are 0: the values above are those of the missing centring alone.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "The claim is about the metrics themselves: a constructed configuration is measured and compared with its exact value; there is nothing to optimise.";

    /// <inheritdoc/>
    public override string Finding =>
        "Forgetting to centre costs a definite amount, even on a perfectly collapsed orthogonal frame: for $K=5$ the ETF error reads 0.4595 and the squared self-duality error 0.2111 instead of 0.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        return new()
        {
            { "maxangUncentred", MetricValues.UncentredFrameEquiangularity(classes) },
            { "zhuEtfErrorUncentred", MetricValues.UncentredFrameEtfError(classes) },
            { "NC3PapyanSqWOrthogonalVsCentredM", MetricValues.FrameAgainstCentredFrame(classes) },
        };
    }
}
