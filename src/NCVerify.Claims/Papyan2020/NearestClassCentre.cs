using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NC-4. NC4: the classifier decides by the nearest class mean</summary>
public sealed class NearestClassCentre : Claim
{
    /// <inheritdoc/>
    public override string Id => "NC-4";

    /// <inheritdoc/>
    public override string Title => "NC4: the classifier decides by the nearest class mean";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "The fourth phenomenon of the paper, stated here for minimisers of the unconstrained-features model");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $W$ (rows $w_k$), $H$ (columns $h_i$, labels $y_i$) and $b$ minimise mean cross-entropy with penalties $\frac{\lambda_W}{2}\lVert W\rVert_F^2$ and $\frac{\lambda_H}{2}\lVert H\rVert_F^2$ over $K$ balanced classes of $n$ samples, $N=nK$;
        let $\mu_k$ be the class means and $\mu_G=\frac{1}{K}\sum_k\mu_k$ their mean. Then for every $h\in\mathbb{R}^d$ and every pair $j,k$
        $$w_j\cdot h+b_j\ge w_k\cdot h+b_k\;\iff\;\lVert h-\mu_j\rVert\le\lVert h-\mu_k\rVert ,$$
        so the class with the largest logit is the class with the nearest mean, for all features, seen or not.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes, $\\lambda\\sqrt{n}\\,K<1$, $d\\ge K-1$ (claim WD-1): there the statement holds exactly at every minimiser. For trained networks it is an empirical tendency in the terminal phase of training (after zero training error): they are held to the limits, with reasons, of their experiment files.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: at the certified minimiser for $n=(9,6,3,2,1)$, $\\lambda_W=0.004$, $\\lambda_H=0.002$ there are points of $\\mathbb{R}^d$ where the two rules decide differently. In trained networks: after the first epoch.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver, OracleKind.Network];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => WeightDecay.NeuralCollapseParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        Prediction scale = WeightDecay.Scale(parameters);
        var prediction = new Prediction { { "mismatchFraction", 0 } };
        return prediction.AddAll(scale);
    }
}
