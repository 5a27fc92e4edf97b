using NCVerify.Theory;

namespace NCVerify.Claims.Zhu2021;

/// <summary>WD-2. From a penalty of 1/(K sqrt n) on, the unique minimiser is zero</summary>
public sealed class ZeroMinimiser : Claim
{
    /// <inheritdoc/>
    public override string Id => "WD-2";

    /// <inheritdoc/>
    public override string Title => "From a penalty of 1/(K sqrt n) on, the unique minimiser is zero";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhu2021, "As commonly stated for the model of the paper; the threshold was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each, $N=nK$, and let $W$ ($K\times d$, rows $w_k$), $H$ ($d\times N$, columns $h_i$ with labels $y_i$) and $b\in\mathbb{R}^K$ minimise
        $$\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j ,$$
        with $\lambda=\sqrt{\lambda_W\lambda_H}$. If
        $$\lambda\ge\frac{1}{K\sqrt{n}}=\frac{\sqrt{n}}{N},$$
        the unique minimiser is $W=0$, $H=0$ (with $b=0$ for $\lambda_b>0$), and the minimum is $\log K$. Below the threshold $W=H=0$ is a strict saddle, with smallest Hessian eigenvalue
        $\frac{\lambda_W+\lambda_H}{2}-\sqrt{\frac{(\lambda_W-\lambda_H)^2}{4}+\frac{n}{N^2}}<0$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; any feature dimension.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One per cent below the threshold the certified minimiser is not zero: for $K=4$, $n=3$ its logit margin is 0.040.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, .. Take.Lambda, new("lambdaB", "penalty of the bias, not negative; the threshold does not depend on it", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        double lambda = Read.Lambda(parameters);
        var minimum = new WeightDecayCrossEntropy(classes, perClass, lambda, lambda);
        return new()
        {
            { "lambdaZ", lambda },
            { "lambdaZZeroThreshold", minimum.ZeroThreshold },
            { "collapsed", minimum.Collapsed },
            { "marginM", minimum.Margin },
            { "optimalObjective", minimum.Objective },
            { "objectiveAtZero", Math.Log(classes) },
        };
    }
}
