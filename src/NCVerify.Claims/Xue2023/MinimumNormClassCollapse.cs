using NCVerify.Theory;

namespace NCVerify.Claims.Xue2023;

/// <summary>SC-06. Of the linear maps that minimise the contrastive loss, the one of least norm collapses classes; not all do</summary>
public sealed class MinimumNormClassCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-06";

    /// <inheritdoc/>
    public override string Title => "Of the linear maps that minimise the contrastive loss, the one of least norm collapses classes; not all do";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Xue2023, "That the minimum-norm minimiser collapses and not all minimisers do, as stated by the authors; data and constants made explicit here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsPublished;

    /// <inheritdoc/>
    public override string Statement => """
        Let $x_i=\phi_1 y_i v_1+\phi_2 s_i v_2+\sigma\xi_i$, $i=1,\ldots,N$, with class $y_i=\pm 1$ and subclass $s_i=\pm 1$ (the four combinations equally often) and orthonormal $v_1,v_2,\xi_1,\ldots,\xi_N$. Let $f(x)=Wx\in\mathbb{R}^d$ minimise the supervised spectral contrastive loss of SC-05 on the $N$ samples. Of all minimisers, that of least $\lVert W\rVert_F$ has
        $$\lVert W v_1\rVert=\frac{\phi_1 N}{\phi_1^2 N+\sigma^2},\quad W v_2=0,$$
        so subclasses are merged on unseen data also. Yet for every $a\in\mathbb{R}^d$, $W+a u^{\top}$ with $u=v_2-\frac{\phi_2}{\sigma}\sum_i s_i\xi_i$ gives the same features on all samples, and $\lVert (W+au^{\top})v_2\rVert=\lVert a\rVert$ for the least-norm $W$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$N$ divisible by 4; $\\sigma>0$; output dimension $d\\ge 2$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Without regularisation, from large random starts: the loss is minimal, but $\\lVert Wv_2\\rVert$ is not zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => 
    [
        new("phi1", "strength of the class feature, positive"),
        new("sigma", "size of the noise, positive"),
        new("N", "number of samples, a multiple of 4"),
        new("phi2", "strength of the subclass feature, not negative; the answer does not depend on it", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int samples = parameters.Integer("N", 4);
        if (samples % 4 != 0)
        {
            throw new ParameterException("N", $"Parameter 'N' must be a multiple of 4, so that classes and subclasses are balanced; it is {samples}.");
        }

        if (parameters.Has("phi2") && parameters.Number("phi2") < 0)
        {
            throw new ParameterException("phi2", "Parameter 'phi2' must not be negative.");
        }

        return new()
        {
            { "wv1Norm", SpectralMinimum.ClassFeature(parameters.Positive("phi1"), parameters.Positive("sigma"), samples) },
            { "wv2Norm", 0.0 },
        };
    }
}
