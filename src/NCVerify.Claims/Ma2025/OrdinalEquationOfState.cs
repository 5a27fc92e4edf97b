using NCVerify.Theory;

namespace NCVerify.Claims.Ma2025;

/// <summary>CLM-01. Ordinal features collapse onto the classifier at latent values that solve one equation of state</summary>
public sealed class OrdinalEquationOfState : Claim
{
    /// <inheritdoc/>
    public override string Id => "CLM-01";

    /// <inheritdoc/>
    public override string Title => "Ordinal features collapse onto the classifier at latent values that solve one equation of state";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ma2025, "Collapse, alignment and equations of state as stated in the summary of the paper; the form here was derived from scratch");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Ordinal regression with a cumulative link $g$: $P(y=q\mid z)=g(b_q-z)-g(b_{q-1}-z)$ for $q=1,\ldots,Q$, fixed thresholds $-\infty=b_0<b_1<\cdots<b_Q=\infty$, losses $l_q(z)=-\log P(y=q\mid z)$. With class sizes $n_q$, labels $y_i$ and free features $h_i\in\mathbb{R}^d$,
        $$\min_{w,h}\;\sum_i l_{y_i}(w\cdot h_i)+\frac{\lambda_w}{2}\lVert w\rVert^2+\frac{\lambda_h}{2}\sum_i\lVert h_i\rVert^2,\quad \Lambda=\sqrt{\lambda_w\lambda_h}.$$
        If $\Lambda<\Lambda_c$ (CLM-03), every minimiser has $h_i=z_{y_i}\frac{w}{\lVert w\rVert^2}$ (collapse and alignment) and
        $$\lVert w\rVert^4=\frac{\lambda_h}{\lambda_w}S^2,\quad S^2=\sum_{q}n_q z_q^2,$$
        and the latent values are the unique nonzero solution of
        $$l_q'(z_q)+\Lambda\frac{z_q}{S}=0,\quad q=1,\ldots,Q.$$
        The minimum is $\sum_q n_q l_q(z_q)+\Lambda S$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss, thresholds not learned; $d\\ge 1$; $\\lambda_w,\\lambda_h>0$.",
        "Links with log-concave $g'$: logit, probit, cloglog ($g(t)=1-\\exp(-\\exp t)$).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A sum loss taken for a mean loss: with $\\frac{\\lambda}{N}$ in place of $\\lambda$ the solver ends at other latent values.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Ordinal.Parameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        OrdinalScale scale = Ordinal.Scale(parameters);
        var minimum = new OrdinalCollapse(scale, parameters.Positive("lambdaSum"));
        return new()
        {
            { "z", minimum.Latent },
            { "S", minimum.S },
            { "wNormTimesLwlhQuarter", minimum.ClassifierNorm },
            { "lambdaC", OrdinalCollapse.Threshold(scale) },
            { "midpoints", OrdinalCollapse.Midpoints(scale.Thresholds) },
            { "objective", minimum.Objective },
        };
    }
}
