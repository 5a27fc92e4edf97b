using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A4. With a bottleneck of width R balanced classes form a projection of rank R, and nothing more is determined</summary>
public sealed class BottleneckProjection : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A4";

    /// <inheritdoc/>
    public override string Title => "With a bottleneck of width R balanced classes form a projection of rank R, and nothing more is determined";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + Scalar + "\n" + """
        Let $n_k=n$, $\sigma=\sqrt{n}$, $\frac{b}{n}<b_{\text{crit}}$, and let the least width of all layers and features be $R<K$ (with a bias without penalty: $R<K-1$). Then at every minimiser
        $$W_M\cdots W_1\bar{H}=\frac{z}{\sqrt{n}}P_R,\quad (W_M\cdots W_1)(W_M\cdots W_1)^{\top}=\frac{\tau^{M}}{\lambda_M\cdots\lambda_1}P_R,$$
        $P_R$ an orthogonal projection of rank $R$ (with the bias, one that maps $\mathbf{1}$ to zero). Every such projection occurs, so norms and angles of single classes are not determined. The minimum is $R\phi+(K-R)\frac{n}{2N}$, with the bias $R\phi+(K-1-R)\frac{n}{2N}$. The bottleneck may be at any layer.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; linear layers; no bias or one without penalty; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Unequal sizes at the cut: for $n=(5,4,2,1)$ and width 2 the two largest classes are fitted to different degrees, and the logits are no multiple of a projection.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH, DeepLinear.Bias, DeepLinear.Bottleneck];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        _ = Read.Balanced(parameters);
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters);
        SingularValueFit fit = minimum.Fits[0];
        int rank = fit.Status == FitStatus.Active ? minimum.Rank : 0;
        return new()
        {
            { "z", fit.Z },
            { "rank", rank },
            { "logitScale", fit.Fraction },
            { "traceGramLogits", rank * fit.Fraction },
            { "productScale", minimum.ProductSquare(fit, 1) },
            { "F", minimum.Objective },
        };
    }
}
