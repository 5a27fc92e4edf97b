using NCVerify.Theory;

namespace NCVerify.Claims.Ma2025;

/// <summary>CLM-02. Latent values stand in the order of the classes</summary>
public sealed class OrdinalOrdering : Claim
{
    /// <inheritdoc/>
    public override string Id => "CLM-02";

    /// <inheritdoc/>
    public override string Title => "Latent values stand in the order of the classes";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ma2025, "Order of the latent values (ONC3) as stated in the abstract");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsPublished;

    /// <inheritdoc/>
    public override string Statement => """
        Ordinal regression with a cumulative link $g$: $P(y=q\mid z)=g(b_q-z)-g(b_{q-1}-z)$ for $q=1,\ldots,Q$, fixed thresholds $-\infty=b_0<b_1<\cdots<b_Q=\infty$, losses $l_q(z)=-\log P(y=q\mid z)$. With class sizes $n_q$, labels $y_i$ and free features $h_i\in\mathbb{R}^d$,
        $$\min_{w,h}\;\sum_i l_{y_i}(w\cdot h_i)+\frac{\lambda_w}{2}\lVert w\rVert^2+\frac{\lambda_h}{2}\sum_i\lVert h_i\rVert^2,\quad \Lambda=\sqrt{\lambda_w\lambda_h}.$$
        If $\Lambda<\Lambda_c=\sqrt{\sum_q n_q l_q'(0)^2}$ and $g'$ is log-concave, the latent values $z_q=w\cdot h_i$ ($y_i=q$) of a minimiser satisfy
        $$z_1<z_2<\cdots<z_Q .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss, thresholds not learned; $d\\ge 1$; $\\lambda_w,\\lambda_h>0$.",
        "Links with log-concave $g'$: logit, probit, cloglog ($g(t)=1-\\exp(-\\exp t)$).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "At $\\Lambda=1.01\\,\\Lambda_c$ all latent values are 0, and nothing is in order.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Ordinal.Parameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double[] latent = new OrdinalCollapse(Ordinal.Scale(parameters), parameters.Positive("lambdaSum")).Latent;
        double[] gaps = [.. latent.Zip(latent.Skip(1), (a, b) => b - a)];
        return new()
        {
            { "z", latent },
            { "gaps", gaps },
            { "ordered", gaps.All(g => g > 0) },
        };
    }
}
