using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NC-1. NC1: within-class variability vanishes</summary>
public sealed class VariabilityCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "NC-1";

    /// <inheritdoc/>
    public override string Title => "NC1: within-class variability vanishes";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "The first phenomenon of the paper, stated here for minimisers of the unconstrained-features model");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $W$ (rows $w_k$), $H$ (columns $h_i$, labels $y_i$) and $b$ minimise mean cross-entropy with penalties $\frac{\lambda_W}{2}\lVert W\rVert_F^2$ and $\frac{\lambda_H}{2}\lVert H\rVert_F^2$ over $K$ balanced classes of $n$ samples, $N=nK$;
        let $\mu_k$ be the class means and $\mu_G=\frac{1}{K}\sum_k\mu_k$ their mean. With $\Sigma_W=\frac{1}{N}\sum_i(h_i-\mu_{y_i})(h_i-\mu_{y_i})^{\top}$ and $\Sigma_B=\frac{1}{K}\sum_k(\mu_k-\mu_G)(\mu_k-\mu_G)^{\top}$,
        $$h_i=\mu_{y_i}\;\text{ for all } i,\quad\text{hence}\quad \frac{1}{K}\operatorname{tr}\left(\Sigma_W\Sigma_B^{\dagger}\right)=0 .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes, $\\lambda\\sqrt{n}\\,K<1$, $d\\ge K-1$ (claim WD-1): there the statement holds exactly at every minimiser. For trained networks it is an empirical tendency in the terminal phase of training (after zero training error): they are held to the limits, with reasons, of their experiment files.",
        "The pseudo-inverse has the structural rank of the class means, at most $K-1$; no cut-off decides it.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The minimiser with independent noise of deviation $10^{-3}$ added to every feature: NC1 is positive and far above the tolerance. In trained networks: after the first epoch.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver, OracleKind.Network];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => WeightDecay.NeuralCollapseParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        Prediction scale = WeightDecay.Scale(parameters);
        var prediction = new Prediction { { "nc1", 0 }, { "nc1Quotient", 0 }, { "cdnv", 0 } };
        return prediction.AddAll(scale);
    }
}
