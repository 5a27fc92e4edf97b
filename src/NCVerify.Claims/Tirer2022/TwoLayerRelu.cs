using NCVerify.Theory;

namespace NCVerify.Claims.Tirer2022;

/// <summary>MSE-D5. Two layers with a ReLU between: the orthogonal frame is in the post-activations only, and needs a side condition</summary>
public sealed class TwoLayerRelu : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-D5";

    /// <inheritdoc/>
    public override string Title => "Two layers with a ReLU between: the orthogonal frame shows in post-activations only, and without a side condition it is not optimal";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Tirer2022, "Recalled with a condition on nuclear norms; what holds without it was worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ balanced classes of $n$ samples have the objective $\frac{1}{2N}\lVert W_2\,\operatorname{relu}(W_1H)-Y\rVert_F^2+\frac{\lambda_1}{2}\lVert W_1\rVert_F^2+\frac{\lambda_2}{2}\lVert W_2\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$. The linear value $F_{\text{lin}}$ (MSE-A2 with $M=2$) is attained with orthogonal post-activations, so the minimum is at most $F_{\text{lin}}$. Pre-activations are not determined: every positive semidefinite $X=W_1\bar{H}$ with equal diagonal and no positive entry off it gives the same value, for instance
        $$X_t\propto I-\frac{t}{K-1}\left(\mathbf{1}\mathbf{1}^{\top}-I\right),\quad 0\le t\le 1,$$
        an orthogonal frame at $t=0$ and a simplex ETF at $t=1$. Without the condition that the ReLU does not increase the nuclear norm, $F_{\text{lin}}$ is not the minimum: for $K=15$ and widths $d_2\ge 20$, $d_1\ge 5$ there is a lower point for all penalties at which $F_{\text{lin}}$ is not zero's.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; two layers, a ReLU between; no bias; widths at least $K$ for the family $X_t$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control => "Beyond the family: at $t=1.5$ the matrix $X_t$ is not positive semidefinite, its nuclear norm is larger than its trace, and the value is higher.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "Collapse must be measured after the ReLU: before it, a simplex ETF and an orthogonal frame are equally optimal. And for $K=15$ the frame is not optimal: with $\\lambda=0.006$, 0.1308190921 against 0.1292370166.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        _ = Read.Balanced(parameters);
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        if (minimum.LambdaW.Count != 2)
        {
            throw new ParameterException("lambdaW", "Parameter 'lambdaW' must list two penalties in this claim.");
        }

        return new()
        {
            { "FLinear", minimum.Objective },
            { "logitDiag", minimum.Fits[0].Fraction },
        };
    }
}
