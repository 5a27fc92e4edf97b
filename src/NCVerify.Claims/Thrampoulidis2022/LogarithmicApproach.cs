using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-16. As the ridge vanishes, SELI is approached only like one over log(1/lambda), with constants known for any sizes</summary>
public sealed class LogarithmicApproach : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-16";

    /// <inheritdoc/>
    public override string Title => "As the ridge vanishes, SELI is approached only like one over log(1/lambda), with constants known for any sizes";

    /// <inheritdoc/>
    protected override string Place => "The limit is confirmed in public text; expansion and constants were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $Z_{\lambda}$ ($K\times K$) be the class-level logits of the minimiser of $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$ (sum loss, no bias), and $L=\log(1/\lambda)$. As $\lambda\to 0$
        $$Z_{\lambda}=L\,P+\Delta+O(1/L),\quad \mathbf{1}^{\top}\Delta=0,\quad \Delta_{jj}-\Delta_{cj}=-\log b_{c\mid j},\quad b_{c\mid j}=-\left((PDP)^{\dagger/2}\right)_{cj}.$$
        Hence the distances between the matrices divided by their Frobenius norms are $d_Z\sim C_Z/L$, $d_W\sim C_W/L$ and $d_H\sim C_H/L$ with
        $$C_Z=\frac{\lVert\Delta_{\perp}\rVert_F}{\lVert P\rVert_F},\quad C_W=\frac{\lVert X_{\perp}\rVert_F}{\lVert G\rVert_F},\quad C_H=\frac{\lVert Y_{\perp}\rVert_F}{\lVert S\rVert_F},\quad G=(PDP)^{1/2},\quad S=(PDP)^{\dagger/2},$$
        where $GX+XG=\Delta DP+PD\Delta^{\top}$, $X\mathbf{1}=0$, $Y=\Delta^{\top}S+S\Delta-SXS$, and $\perp$ takes off the component along the matrix in the denominator. $C_Z=0$ if and only if $n$ is constant or $K=2$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Sum loss; any class sizes. The next term is of order $1/L$, so one term alone is about 30 per cent off at $\\lambda=10^{-3}$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A power law instead of the logarithm: for $m=k=2$, $R=10$, $\\nu=1$ the distance of the logits at $\\lambda=10^{-10}$ is 0.0400, where $\\sqrt{\\lambda}$ scaled to agree at $\\lambda=10^{-3}$ would give less than $10^{-4}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding =>
        "The regularisation path converges logarithmically, with a constant that grows linearly in $\\log R$: for four classes, half of them minorities, $C_Z=1.0524$, $1.9034$ and $2.7003$ at $R=10$, $100$ and $1000$. This is a quantitative form of the observation that convergence worsens with imbalance.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var expansion = new SeliExpansion(Read.SizesOrStep(parameters));
        return new()
        {
            { "CW", expansion.RateW },
            { "CH", expansion.RateH },
            { "CZ", expansion.RateZ },
            { "delta", expansion.Delta },
        };
    }
}
