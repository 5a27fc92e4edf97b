using NCVerify.Theory;

namespace NCVerify.Claims.Ma2025;

/// <summary>CLM-03. Classifier and features vanish together at an explicit penalty</summary>
public sealed class OrdinalPhaseTransition : Claim
{
    /// <inheritdoc/>
    public override string Id => "CLM-03";

    /// <inheritdoc/>
    public override string Title => "Classifier and features vanish together at an explicit penalty";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ma2025, "A phase transition in the penalties as stated in the summary of the paper; the explicit threshold was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Ordinal regression with a cumulative link $g$: $P(y=q\mid z)=g(b_q-z)-g(b_{q-1}-z)$ for $q=1,\ldots,Q$, fixed thresholds $-\infty=b_0<b_1<\cdots<b_Q=\infty$, losses $l_q(z)=-\log P(y=q\mid z)$. With class sizes $n_q$, labels $y_i$ and free features $h_i\in\mathbb{R}^d$,
        $$\min_{w,h}\;\sum_i l_{y_i}(w\cdot h_i)+\frac{\lambda_w}{2}\lVert w\rVert^2+\frac{\lambda_h}{2}\sum_i\lVert h_i\rVert^2,\quad \Lambda=\sqrt{\lambda_w\lambda_h}.$$
        The minimiser is $w=0$, $h=0$ if and only if
        $$\Lambda\ge\Lambda_c=\sqrt{\sum_{q}n_q\,l_q'(0)^2},\quad l_q'(0)=\frac{g'(b_q)-g'(b_{q-1})}{g(b_q)-g(b_{q-1})}.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss, thresholds not learned; $d\\ge 1$; $\\lambda_w,\\lambda_h>0$.",
        "Links with log-concave $g'$: logit, probit, cloglog ($g(t)=1-\\exp(-\\exp t)$).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "At $0.98\\,\\Lambda_c$ the classifier is not zero: the same check fails.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The threshold is explicit for every link and every profile of class sizes: 7.12 for the logit link, $n=(50,7,20,3,11)$, $b=(-2,-0.5,0.3,2.5)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Ordinal.WithoutPenalty;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        OrdinalScale scale = Ordinal.Scale(parameters);
        return new()
        {
            { "lambdaC", OrdinalCollapse.Threshold(scale) },
            { "slopesAtZero", Enumerable.Range(0, scale.Classes).Select(q => scale.Slope(q, 0)).ToArray() },
        };
    }
}
