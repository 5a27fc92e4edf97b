using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NC-2. NC2: class means and classifiers form a simplex ETF</summary>
public sealed class ConvergenceToSimplexEtf : Claim
{
    /// <inheritdoc/>
    public override string Id => "NC-2";

    /// <inheritdoc/>
    public override string Title => "NC2: class means and classifiers form a simplex ETF";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "The second phenomenon of the paper, stated here for minimisers of the unconstrained-features model");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $W$ (rows $w_k$), $H$ (columns $h_i$, labels $y_i$) and $b$ minimise mean cross-entropy with penalties $\frac{\lambda_W}{2}\lVert W\rVert_F^2$ and $\frac{\lambda_H}{2}\lVert H\rVert_F^2$ over $K$ balanced classes of $n$ samples, $N=nK$;
        let $\mu_k$ be the class means and $\mu_G=\frac{1}{K}\sum_k\mu_k$ their mean. For all $j\ne k$
        $$\lVert\mu_j-\mu_G\rVert=\lVert\mu_k-\mu_G\rVert,\quad \lVert w_j\rVert=\lVert w_k\rVert,\quad \cos(\mu_j-\mu_G,\mu_k-\mu_G)=\cos(w_j,w_k)=-\frac{1}{K-1},$$
        that is, both Gram matrices are multiples of $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$ and $\left\lVert\frac{WW^{\top}}{\lVert WW^{\top}\rVert_F}-\frac{P}{\sqrt{K-1}}\right\rVert_F=0$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes, $\\lambda\\sqrt{n}\\,K<1$, $d\\ge K-1$ (claim WD-1): there the statement holds exactly at every minimiser. For trained networks it is an empirical tendency in the terminal phase of training (after zero training error): they are held to the limits, with reasons, of their experiment files.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(9,6,3,2,1)$, $\\lambda_W=0.004$, $\\lambda_H=0.002$ the norms of the certified classifiers differ by a factor of 1.7. In trained networks: after the first epoch, and under step imbalance.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver, OracleKind.Network];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => WeightDecay.NeuralCollapseParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        Prediction scale = WeightDecay.Scale(parameters);
        int classes = WeightDecay.Classes(parameters);
        var prediction = new Prediction
        {
            { "cos", SimplexEtf.Cosine(classes) },
            { "equinormMeans", 0 },
            { "equinormClassifiers", 0 },
            { "equiangularMeans", 0 },
            { "equiangularClassifiers", 0 },
            { "maxEquiangularMeans", 0 },
            { "maxEquiangularClassifiers", 0 },
            { "etfErrorMeans", 0 },
            { "etfErrorClassifiers", 0 },
            { "gramEntryDiagonal", Math.Sqrt(classes - 1) / classes },
            { "gramEntryOffDiagonal", -1 / (classes * Math.Sqrt(classes - 1)) },
        };
        return prediction.AddAll(scale);
    }
}
