using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-18. Without ridge, descent approaches collapse and SELI only in the logarithm of the loss</summary>
public sealed class ZeroRidgeDescent : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-18";

    /// <inheritdoc/>
    public override string Title => "Without ridge, descent approaches collapse and SELI only in the logarithm of the loss";

    /// <inheritdoc/>
    protected override string Place => "Makes their experiments without weight decay quantitative; the rate was worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W$ ($K\times d$) and $H$ ($d\times N$) start as independent Gaussians of deviation $0.1$ and descend on $L=\sum_i\operatorname{CE}(Wh_i,y_i)$ (no ridge) with steps in proportion to $\frac{1}{L}$. As $L\to 0$ along the direction of the SELI geometry,
        $$\frac{\lVert H\rVert_F^2}{\log(1/L)}\to\lVert\hat{Z}\rVert_{\text{nuc}},\quad\frac{\lVert W\rVert_F^2}{\log(1/L)}\to\lVert\hat{Z}\rVert_{\text{nuc}},$$
        while the features keep a within-class scatter of the size of the start. With $\bar{H}$ the features replaced by their class means, the within-class spread
        $\frac{\lVert H-\bar{H}\rVert_F}{\lVert H\rVert_F}$ therefore falls only like $(\log\frac{1}{L})^{-1/2}$: its product with $\sqrt{\log(1/L)}$ is constant within 20 per cent from $L=\exp(-7)$ to $L=\exp(-100)$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Sum over samples, full batch; steps $\\frac{0.3}{L(\\lVert W\\rVert_F^2+\\lVert H\\rVert_F^2)}$.",
        "Measured from random starts at several class sizes with $d=K$; a proof for all starts is not given.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Descent with ridge $0.03$: the product then falls below $10^{-3}$ of its first value.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "Variability collapse without ridge is a statement about the logarithm of the loss: halving the spread takes the fourth power of the loss. With two majorities of 20 and two minorities of 2 samples, the normalised logits are still 0.16 from SELI at a loss of $\\exp(-30)$ and 0.03 at $\\exp(-100)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "spreadExponent", -0.5 },
        { "normSquareRate", new Seli(Read.SizesOrStep(parameters)).NuclearNorm },
    };
}
