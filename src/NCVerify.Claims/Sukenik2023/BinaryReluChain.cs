using NCVerify.Theory;

namespace NCVerify.Claims.Sukenik2023;

/// <summary>MSE-F1. Two classes, ReLU layers of any depth, squared error: the minimum is that of the linear chain</summary>
public sealed class BinaryReluChain : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-F1";

    /// <inheritdoc/>
    public override string Title => "Two classes, ReLU layers of any depth, squared error: deep neural collapse is optimal, with the value of the linear chain";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Sukenik2023, "As commonly stated; the wording of the theorem was not at hand. Tested numerically from below");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K=2$ classes have $n$ samples each, and let $M\ge 2$ layers with a ReLU after each but the last minimise
        $$\frac{1}{2N}\lVert W_M\,\operatorname{relu}(W_{M-1}\cdots\operatorname{relu}(W_1H))-Y\rVert_F^2+\sum_m\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2,\quad\Lambda=\lambda_H\lambda_1\cdots\lambda_M .$$
        The minimum is that of the linear chain (MSE-A2), $2\phi$, attained with orthogonal post-activations of the two classes in every layer and logits $\frac{z}{\sqrt{n}}I$. It is not zero if and only if $n\Lambda<\frac{(M-1)^{M-1}}{2^{M+1}M^{2M}}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Two balanced classes; all widths at least 2; no bias; positive penalties; the mean loss with one half.",
        "That no point lies below is tested from random starts, not proved here.",
    ];

    /// <inheritdoc/>
    public override string Control => "Three classes and four layers, $\\lambda=0.02676$: one of 12 random starts ends 0.0045 below the linear value.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("K", "number of classes, 2", Required: false),
        new("n", "samples per class, at least 1"),
        new("M", "number of layers, at least 2"),
        new("lambdaProduct", "product of the penalties of all layers and of the features, positive"),
        new("lamEqual", "the penalty of every factor if all are equal; must agree with lambdaProduct", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int n = parameters.Integer("n", 1), layers = parameters.Integer("M", 2);
        double product = parameters.Positive("lambdaProduct");
        if (parameters.Has("K") && parameters.Integer("K", 2) != 2)
        {
            throw new ParameterException("K", "Parameter 'K' must be 2 in this claim.");
        }

        if (parameters.Has("lamEqual") && Math.Abs((Math.Pow(parameters.Positive("lamEqual"), layers + 1) / product) - 1) > 1e-9)
        {
            throw new ParameterException("lamEqual", "Parameter 'lamEqual' to the power M + 1 must be lambdaProduct; leave it out.");
        }

        var fit = new SingularValueFit(layers, 2.0 * n, product, n);
        return new()
        {
            { "F", 2 * fit.Value },
            { "logitDiag", fit.Fraction },
            { "threshold", Math.Pow(layers - 1, layers - 1) / (Math.Pow(2, layers + 1) * Math.Pow(layers, 2 * layers)) },
        };
    }
}
