using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A3. Squared error, balanced classes, free bias: a simplex ETF in every layer and the bias 1/K</summary>
public sealed class FreeBiasGivesSimplex : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A3";

    /// <inheritdoc/>
    public override string Title => "Squared error, balanced classes, free bias: a simplex ETF in every layer, and the bias is 1/K";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + Scalar + "\n" + """
        Let the last layer have a bias $\beta\in\mathbb{R}^K$ without penalty (logits $W_M\cdots W_1H+\beta\mathbf{1}^{\top}$), $M\ge 1$, $n_k=n$, $\sigma=\sqrt{n}$, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$, and all widths at least $K-1$. If $\frac{b}{n}<b_{\text{crit}}$, then at every minimiser $\beta=\frac{1}{K}\mathbf{1}$ and, for $m=1,\ldots,M$,
        $$(W_M\cdots W_m)(W_M\cdots W_m)^{\top}=\frac{\tau^{M-m+1}}{\lambda_M\cdots\lambda_m}P,\quad H_m^{\top}H_m=\frac{\tau^{m}}{n\lambda_H\lambda_1\cdots\lambda_{m-1}}P,\quad W_M\cdots W_mH_m=\frac{z}{\sqrt{n}}P,$$
        with $H_m=W_{m-1}\cdots W_1\bar{H}$, and the minimum is $(K-1)\phi$. If $\frac{b}{n}>b_{\text{crit}}$, all layers and features are zero and $\beta=\frac{1}{K}\mathbf{1}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; linear layers; a bias of the last layer without penalty; all widths at least $K-1$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Without the bias the same problems have an orthogonal frame: cosines are 0, not $-\\frac{1}{K-1}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: true);
        SingularValueFit fit = minimum.Fits[0];
        double own = 1 - (1.0 / classes);
        return new()
        {
            { "status", DeepLinear.Word(fit.Status) },
            { "z", fit.Z },
            { "tau", fit.Tau },
            { "bias", 1.0 / classes },
            { "logitWHDiag", fit.Fraction * own },
            { "logitWHOffdiag", -fit.Fraction / classes },
            { "wNormSqProduct", minimum.ProductSquare(fit, 1) * own },
            { "hNormSq", fit.Tau / minimum.LambdaH / perClass * own },
            { "cosBetweenClasses", -1.0 / (classes - 1) },
            { "F", minimum.Objective },
        };
    }
}
