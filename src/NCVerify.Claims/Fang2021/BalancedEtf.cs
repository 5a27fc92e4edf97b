using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-1. The balanced layer-peeled model is solved by a simplex ETF, for cross-entropy and every loss of its kind</summary>
public sealed class BalancedEtf : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-1";

    /// <inheritdoc/>
    public override string Title => "The balanced layer-peeled model is solved by a simplex ETF, for cross-entropy and every loss of its kind";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the range of losses and of dimensions was worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let all classes have the same size, and put $E=\sqrt{E_W E_H}$. Every solution has
        $$w_i\cdot w_j=E_W\,\frac{K\delta_{ij}-1}{K-1},\quad h_{k,i}=\sqrt{\frac{E_H}{E_W}}\,w_k,$$
        hence own logits $E$, other logits $-\frac{E}{K-1}$ and the minimum $\log\left(1+(K-1)\exp\left(-\frac{K E}{K-1}\right)\right)$. The same points solve the model for every loss $L(z,y)\ge\phi(z_y-\operatorname{mean}_{j\ne y}z_j)$ with $\phi$ convex and decreasing and equality when all $z_j$, $j\ne y$, are equal; for
        $-z_y+\log\sum_{j\ne y}\exp z_j$ the minimum is $\log(K-1)-\frac{K E}{K-1}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; $d\\ge K-1$; no bias.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(6,6,2,2)$ at $E_W=1$, $E_H=2$ the classifier Gram is not that of the ETF.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2"), .. Energies];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var optimum = new PeeledBalanced(Read.Classes(parameters), parameters.Positive("EW"), parameters.Positive("EH"));
        return new()
        {
            { "wNorm2", optimum.EnergyW },
            { "hNorm2", optimum.EnergyH },
            { "cos", optimum.Cosine },
            { "logitOwn", optimum.OwnLogit },
            { "logitOther", optimum.OtherLogit },
            { "margin", optimum.Margin },
            { "nuclearRadius", optimum.Radius },
            { "ceOptimum", optimum.CrossEntropyOptimum },
            { "decoupledOptimum", optimum.DecoupledOptimum },
            { "multiplierMuPerN", optimum.Multiplier },
        };
    }
}
