using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A1. Squared error, balanced classes, one layer, no bias: an orthogonal frame with every constant explicit</summary>
public sealed class OneLayerFrame : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A1";

    /// <inheritdoc/>
    public override string Title => "Squared error, balanced classes, one layer, no bias: an orthogonal frame with every constant explicit";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated (also Tirer and Bruna 2022, without bias); the wording of the theorems was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let $M=1$, $n_k=n$, $d\ge K$ and $c=K\sqrt{n\lambda_1\lambda_H}$. If $c<1$, the minimisers are exactly, up to one rotation of $\mathbb{R}^d$, with $w_k$ the rows of $W=W_1$: all features of class $k$ equal one vector $h_k$, and
        $$WW^{\top}=(1-c)\sqrt{\frac{n\lambda_H}{\lambda_1}}\;I,\quad \bar{H}^{\top}\bar{H}=(1-c)\sqrt{\frac{\lambda_1}{n\lambda_H}}\;I,\quad w_k=\sqrt{\frac{n\lambda_H}{\lambda_1}}\;h_k,\quad W\bar{H}=(1-c)I,$$
        and the minimum is $c-\frac{c^2}{2}$. If $c\ge 1$, the only minimiser is zero, of value $\frac{1}{2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; one linear layer; no bias; feature dimension $d\\ge K$; $\\lambda_1,\\lambda_H>0$.",
        "Mean loss with one half: $\\frac{1}{2N}$ times the sum of squares; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(9,6,3,2,1)$, $\\lambda_1=0.004$, $\\lambda_H=0.002$ the certified logits have a diagonal from 0.941 to 0.980, where the formula for $n=4$ gives 0.972.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        (double lambdaW, double lambdaH) = (parameters.Positive("lambdaW"), parameters.Positive("lambdaH"));
        double c = classes * Math.Sqrt(perClass * lambdaW * lambdaH), fit = Math.Max(0, 1 - c), ratio = Math.Sqrt(perClass * lambdaH / lambdaW);
        return new()
        {
            { "c", c },
            { "logitDiag", fit },
            { "wNormSq", fit * ratio },
            { "hNormSq", fit / ratio },
            { "wOverH", ratio },
            { "F", c < 1 ? c - (c * c / 2) : 0.5 },
        };
    }
}
