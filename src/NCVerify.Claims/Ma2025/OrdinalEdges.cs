using NCVerify.Theory;

namespace NCVerify.Claims.Ma2025;

/// <summary>CLM-05. As penalties vanish, the edge classes and the classifier grow without bound, by a logarithm</summary>
public sealed class OrdinalEdges : Claim
{
    /// <inheritdoc/>
    public override string Id => "CLM-05";

    /// <inheritdoc/>
    public override string Title => "As penalties vanish, the edge classes and the classifier grow without bound, by a logarithm";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ma2025, "The scaling of the classifier as stated in the summary of the paper, corrected by a logarithm that was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => """
        Ordinal regression with a cumulative link $g$: $P(y=q\mid z)=g(b_q-z)-g(b_{q-1}-z)$ for $q=1,\ldots,Q$, fixed thresholds $-\infty=b_0<b_1<\cdots<b_Q=\infty$, losses $l_q(z)=-\log P(y=q\mid z)$. With class sizes $n_q$, labels $y_i$ and free features $h_i\in\mathbb{R}^d$,
        $$\min_{w,h}\;\sum_i l_{y_i}(w\cdot h_i)+\frac{\lambda_w}{2}\lVert w\rVert^2+\frac{\lambda_h}{2}\sum_i\lVert h_i\rVert^2,\quad \Lambda=\sqrt{\lambda_w\lambda_h}.$$
        Let $g$ be the logit link. As $\Lambda\to 0$,
        $$z_1=b_1-\log\frac{1}{\Lambda}+\log\frac{\lvert z_1\rvert}{S}+o(1),\quad z_Q=b_{Q-1}+\log\frac{1}{\Lambda}-\log\frac{\lvert z_Q\rvert}{S}+o(1),$$
        so that with $S$ of CLM-01
        $$\frac{S}{\sqrt{n_1+n_Q}\,\log(1/\Lambda)}\to 1,\quad \lVert w\rVert=\left(\frac{\lambda_h}{\lambda_w}\right)^{1/4}\sqrt{S},$$
        which grows as $\sqrt{\log(1/\Lambda)}$ also when the ratio $\lambda_h/\lambda_w$ is held fixed.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss, thresholds not learned; $d\\ge 1$; $\\lambda_w,\\lambda_h>0$.",
        "Logit link; at least two classes.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "At $\\Lambda=0.5\\,\\Lambda_c$, which is not small, the same two relations miss the edge values by more than $10^{-2}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The reported scaling $\\lVert w\\rVert=\\Theta((\\lambda_h/\\lambda_w)^{1/4})$ holds only up to a factor that grows as $\\sqrt{\\log(1/\\Lambda)}$: for $n=(50,7,20,3,11)$, $b=(-2,-0.5,0.3,2.5)$ and $\\lambda_h=\\lambda_w$ the norm is 8.28, 10.22, 11.85, 13.28 at $\\Lambda=10^{-2},10^{-4},10^{-6},10^{-8}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Ordinal.LogitParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        OrdinalScale scale = Ordinal.LogitScale(parameters);
        double lambda = parameters.Positive("lambdaSum");
        (double first, double last, double s) = OrdinalEdge.Solve(scale, lambda);
        return new()
        {
            { "zFirst", first },
            { "zLast", last },
            { "S", s },
            { "wNormTimesLwlhQuarter", Math.Sqrt(s) },
        };
    }
}
