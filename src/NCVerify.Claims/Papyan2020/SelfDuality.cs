using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NC-3. NC3: classifiers are proportional to the centred class means</summary>
public sealed class SelfDuality : Claim
{
    /// <inheritdoc/>
    public override string Id => "NC-3";

    /// <inheritdoc/>
    public override string Title => "NC3: classifiers are proportional to the centred class means";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "The third phenomenon of the paper, stated here for minimisers of the unconstrained-features model");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $W$ (rows $w_k$), $H$ (columns $h_i$, labels $y_i$) and $b$ minimise mean cross-entropy with penalties $\frac{\lambda_W}{2}\lVert W\rVert_F^2$ and $\frac{\lambda_H}{2}\lVert H\rVert_F^2$ over $K$ balanced classes of $n$ samples, $N=nK$;
        let $\mu_k$ be the class means and $\mu_G=\frac{1}{K}\sum_k\mu_k$ their mean. With the centred class means $\dot{M}=(\mu_1-\mu_G,\ldots,\mu_K-\mu_G)$
        $$\left\lVert\frac{W^{\top}}{\lVert W\rVert_F}-\frac{\dot{M}}{\lVert\dot{M}\rVert_F}\right\rVert_F=0,\quad \mu_k-\mu_G=\sqrt{\frac{\lambda_W}{n\lambda_H}}\;w_k .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes, $\\lambda\\sqrt{n}\\,K<1$, $d\\ge K-1$ (claim WD-1): there the statement holds exactly at every minimiser. For trained networks it is an empirical tendency in the terminal phase of training (after zero training error): they are held to the limits, with reasons, of their experiment files.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(9,6,3,2,1)$, $\\lambda_W=0.004$, $\\lambda_H=0.002$ the cosines of $w_k$ and $\\mu_k$ at the certified minimiser lie between 0.9890 and 0.9985, not at 1. In trained networks: after the first epoch (against the limits and against the reference over seeds), and under step imbalance.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver, OracleKind.Network];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => WeightDecay.NeuralCollapseParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        Prediction scale = WeightDecay.Scale(parameters);
        var prediction = new Prediction { { "selfDualityError", 0 }, { "cosWH", 1 }, { "biasAtGlobalMean", 0 } };
        return prediction.AddAll(scale);
    }
}
