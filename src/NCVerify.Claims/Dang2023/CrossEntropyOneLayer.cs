using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-B1. Cross-entropy, balanced classes, one layer, any bias: a simplex ETF whose scale is explicit</summary>
public sealed class CrossEntropyOneLayer : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-B1";

    /// <inheritdoc/>
    public override string Title => "Cross-entropy, balanced classes, one layer, any bias: a simplex ETF of explicit scale, with the threshold of squared error";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated, for one layer (see MSE-B2 for more); the constants were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Let $M=1$, $d\ge K-1$ and $c=K\sqrt{n\lambda_1\lambda_H}<1$. With or without a bias (penalised by $\frac{\lambda_b}{2}\lVert b\rVert^2$ or free) the minimisers have
        $$\alpha=\log\left(\frac{1}{\sqrt{n\lambda_1\lambda_H}}-K+1\right),\quad WW^{\top}=\alpha\sqrt{\frac{n\lambda_H}{\lambda_1}}\left(I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}\right),\quad \bar{H}^{\top}\bar{H}=\alpha\sqrt{\frac{\lambda_1}{n\lambda_H}}\left(I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}\right),$$
        the probability of every label is $1-(K-1)\sqrt{n\lambda_1\lambda_H}$, and $b=0$ (up to a multiple of $\mathbf{1}$ if it is free). If $c\ge 1$, $W=H=0$ and $F=\log K$: the threshold is that of squared error.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; one linear layer; $d\\ge K-1$; positive penalties, the bias's may be zero.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(9,6,3,2,1)$, $\\lambda_1=0.004$, $\\lambda_H=0.002$ and a free bias the certified Gram is no multiple of the simplex ETF's, and the bias is not constant.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        WeightDecayCrossEntropy minimum = WeightDecay.Minimum(parameters);
        return new()
        {
            { "c", minimum.Lambda / minimum.ZeroThreshold },
            { "alpha", minimum.Margin },
            { "wNormSq", minimum.ClassifierNorm2 },
            { "hNormSq", minimum.FeatureNorm2 },
            { "pCorrect", minimum.Collapsed ? 1.0 / minimum.K : 1 - minimum.OffLabel },
            { "F", minimum.Objective },
        };
    }
}
