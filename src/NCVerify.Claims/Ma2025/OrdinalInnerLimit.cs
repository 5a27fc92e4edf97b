using NCVerify.Theory;

namespace NCVerify.Claims.Ma2025;

/// <summary>CLM-04. As penalties vanish, inner latent values tend to the midpoints of their thresholds for symmetric links only</summary>
public sealed class OrdinalInnerLimit : Claim
{
    /// <inheritdoc/>
    public override string Id => "CLM-04";

    /// <inheritdoc/>
    public override string Title => "As penalties vanish, inner latent values tend to the midpoints of their thresholds for symmetric links only";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ma2025, "The midpoint limit for symmetric links as stated in the summary of the paper; the rule for asymmetric links and the rate were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Ordinal regression with a cumulative link $g$: $P(y=q\mid z)=g(b_q-z)-g(b_{q-1}-z)$ for $q=1,\ldots,Q$, fixed thresholds $-\infty=b_0<b_1<\cdots<b_Q=\infty$, losses $l_q(z)=-\log P(y=q\mid z)$. With class sizes $n_q$, labels $y_i$ and free features $h_i\in\mathbb{R}^d$,
        $$\min_{w,h}\;\sum_i l_{y_i}(w\cdot h_i)+\frac{\lambda_w}{2}\lVert w\rVert^2+\frac{\lambda_h}{2}\sum_i\lVert h_i\rVert^2,\quad \Lambda=\sqrt{\lambda_w\lambda_h}.$$
        As $\Lambda\to 0$, the latent value of each inner class $1<q<Q$ tends to the point $z_q^0$ with
        $$g'(b_q-z_q^0)=g'(b_{q-1}-z_q^0),$$
        whatever the class sizes: $\frac{b_{q-1}+b_q}{2}$ if $g(-t)=1-g(t)$ (logit, probit), and for cloglog
        $$z_q^0=\log\frac{\exp b_q-\exp b_{q-1}}{b_q-b_{q-1}} .$$
        To first order, $z_q-z_q^0=-\frac{\Lambda z_q^0}{S\,l_q''(z_q^0)}$ with $S$ of CLM-01.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss, thresholds not learned; $d\\ge 1$; $\\lambda_w,\\lambda_h>0$.",
        "At least three classes; links with log-concave $g'$: logit, probit, cloglog ($g(t)=1-\\exp(-\\exp t)$).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The midpoint for the asymmetric link cloglog: for $b=(-2,-0.5,0.3,2.5)$ the limits are $-1.158,-0.073,1.594$, not $-1.25,-0.1,1.4$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The midpoint rule needs a symmetric link: for cloglog and $b=(-2,-0.5,0.3,2.5)$ the limits are $-1.158,-0.073,1.594$ where midpoints are $-1.25,-0.1,1.4$. The first-order shift is exact to four digits at $\\Lambda=10^{-4}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => 
    [
        .. Ordinal.ThresholdsAndLink,
        new("n", "class sizes; with lambdaSum, the shift to first order is given also", Required: false),
        new("lambdaSum", "Lambda = sqrt(lambda_w lambda_h) beside a sum loss, positive; with n", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (double[] thresholds, Link link) = Ordinal.Inner(parameters);
        double[] limits = [.. thresholds.Zip(thresholds.Skip(1), (a, b) => OrdinalCollapse.InnerLimit(link, a, b))];
        var prediction = new Prediction { { "z", limits } };
        if (!parameters.Has("n") && !parameters.Has("lambdaSum"))
        {
            return prediction;
        }

        OrdinalScale scale = Ordinal.Scale(parameters);
        double lambda = parameters.Positive("lambdaSum"), s = new OrdinalCollapse(scale, lambda).S;
        prediction.Add("shift", limits.Select((z, i) => -lambda * z / (s * scale.Curvature(i + 1, z))).ToArray());
        return prediction;
    }
}
