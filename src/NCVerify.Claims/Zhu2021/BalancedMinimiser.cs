using NCVerify.Theory;

namespace NCVerify.Claims.Zhu2021;

/// <summary>WD-1. Balanced cross-entropy with weight decay is minimised by a simplex ETF, with every constant explicit</summary>
public sealed class BalancedMinimiser : Claim
{
    /// <inheritdoc/>
    public override string Id => "WD-1";

    /// <inheritdoc/>
    public override string Title => "Balanced cross-entropy with weight decay is minimised by a simplex ETF, with every constant explicit";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhu2021, "As commonly stated; the constants were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each, $N=nK$, and let $W$ ($K\times d$, rows $w_k$), $H$ ($d\times N$, columns $h_i$ with labels $y_i$) and $b\in\mathbb{R}^K$ minimise
        $$\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j ,$$
        with $\lambda=\sqrt{\lambda_W\lambda_H}$. If $\lambda\sqrt{n}\,K<1$, the minimisers are exactly, up to one rotation of $\mathbb{R}^d$,
        $$b=0,\quad Wh_i=\mathcal{M}\left(e_{y_i}-\frac{1}{K}\mathbf{1}\right),\quad h_i=\sqrt{\frac{\lambda_W}{n\lambda_H}}\;w_{y_i},\quad \mathcal{M}=\log\left(\frac{1}{\lambda\sqrt{n}}-K+1\right),$$
        $$\lVert w_k\rVert^2=\sqrt{\frac{n\lambda_H}{\lambda_W}}\,\frac{K-1}{K}\,\mathcal{M},\quad \lVert h_i\rVert^2=\sqrt{\frac{\lambda_W}{n\lambda_H}}\,\frac{K-1}{K}\,\mathcal{M},\quad \cos(w_j,w_k)=-\frac{1}{K-1}\;(j\ne k).$$
        Every label has the probability $1-q$ with $q=\lambda\sqrt{n}\,(K-1)$, and the minimum is $-\log(1-q)+q\mathcal{M}$, the entropy of the prediction.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; $\\lambda_W,\\lambda_H>0$, $\\lambda_b\\ge 0$ (for $\\lambda_b=0$ the bias is determined up to a multiple of $\\mathbf{1}$).",
        "Feature dimension $d\\ge K-1$.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(9,6,3,2,1)$, $\\lambda_W=0.004$, $\\lambda_H=0.002$ the norms of the certified classifiers differ by a factor of 1.7, and their Gram is no multiple of the simplex ETF's.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH, new("lambdaB", "penalty of the bias, not negative; the minimum does not depend on it", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        WeightDecayCrossEntropy minimum = WeightDecay.Minimum(parameters);
        var prediction = new Prediction
        {
            { "lambdaZ", minimum.Lambda },
            { "lambdaZZeroThreshold", minimum.ZeroThreshold },
            { "collapsed", minimum.Collapsed },
            { "marginM", minimum.Margin },
            { "q", minimum.OffLabel },
            { "wNorm2", minimum.ClassifierNorm2 },
            { "hNorm2", minimum.FeatureNorm2 },
            { "wDotW", minimum.ClassifierProduct },
            { "logitOwn", minimum.OwnLogit },
            { "logitOther", minimum.OtherLogit },
            { "optimalObjective", minimum.Objective },
            { "optimalCE", minimum.CrossEntropyPart },
            { "pLabel", 1 - minimum.OffLabel },
            { "hessMinAtOrigin", minimum.CurvatureAtOrigin },
            { "reluObjectiveSameData", new ReluCrossEntropy(Enumerable.Repeat(minimum.Samples, minimum.K).ToArray(), minimum.LambdaW, minimum.LambdaH).Objective },
        };
        return minimum.Collapsed ? prediction : prediction.AddIfAny("hOverW", minimum.FeatureOverClassifier);
    }
}
