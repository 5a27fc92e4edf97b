namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-06. Whether oversampling repairs the geometry depends on how features are penalised: per sample it is weighting, per class it gives an ETF</summary>
public sealed class ClassBalancedPenalty : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-06";

    /// <inheritdoc/>
    public override string Title => "Whether oversampling repairs the geometry depends on how features are penalised: per sample it is weighting, per class it gives an ETF";

    /// <inheritdoc/>
    protected override string Place => "Derived here; the class-balanced penalty is that of the layer-peeled model of Fang et al. 2021";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W,H$ minimise $\sum_i\omega_{y_i}\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\sum_c\frac{1}{n_c}\sum_{i\in c}\lVert h_i\rVert^2$, where every class is penalised alike ($i\in c$ are its samples). Then the class sizes act through the weights $\omega_cn_c$ only:
        for $\omega=1$ equal minorities merge if and only if $\lambda\ge n_{\min}$, and the limit $\lambda\to 0$ is the simplex ETF for any imbalance; for $\omega=1/n$ (oversampling to equal frequencies) the minimiser is an exact simplex ETF at every $\lambda<1$.
        With the penalty on every sample, repeating samples with their features is weighting, and the limit stays SELI (RW-03).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; no bias; sum loss; the same $\\lambda$ on classifiers and on class-averaged features.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One per mille below $\\lambda=n_{\\min}$ the minorities differ; and the penalty on every sample with weights $1/n$ for $n=(30,30,3,3)$ and $\\lambda=0.01$ gives no ETF.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Statements that oversampling does or does not restore an ETF are both right, for different penalties on the features: the convention decides. With the class-balanced penalty $n=(30,30,3,3)$ and $\\omega=1/n$ is an ETF to $10^{-7}$ at every ridge.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("nMin", "size of the minority classes, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new() { { "lambdaSum", parameters.Positive("nMin") } };
}
