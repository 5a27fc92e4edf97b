using NCVerify.Theory;

namespace NCVerify.Claims.Zhou2022;

/// <summary>MSE-D3. Squared error with a penalised bias: the simplex ETF up to a bias penalty of c/(1 - c), then a path to the orthogonal frame</summary>
public sealed class SimplexNeedsASmallBiasPenalty : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-D3";

    /// <inheritdoc/>
    public override string Title => "Squared error with a penalised bias: a simplex ETF up to a bias penalty of c/(1-c), then a path to the orthogonal frame";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhou2022, "Corrects the wording of the public repository (\"only global minimizers are ETFs\"); the path was worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each, $N=nK$, one-hot labels $Y$, and let $W$ ($K\times d$, $d\ge K$), $H$ and $b\in\mathbb{R}^K$ minimise
        $$\frac{1}{2N}\lVert WH+b\mathbf{1}^{\top}-Y\rVert_F^2+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2 .$$
        Put $c=K\sqrt{n\lambda_W\lambda_H}$, $\omega=\frac{\lambda_b}{1+\lambda_b}$, $J=\mathbf{1}\mathbf{1}^{\top}$. If $c<1$,
        $$W\bar{H}=(1-c)\left(I-\frac{1}{K}J\right)+\left(1-\frac{c}{\omega}\right)_+\frac{1}{K}J,\quad b=\frac{1-\left(1-\frac{c}{\omega}\right)_+}{K(1+\lambda_b)}\mathbf{1},$$
        $WW^{\top}=\sqrt{\frac{n\lambda_H}{\lambda_W}}\,W\bar{H}$ and $\bar{H}=\sqrt{\frac{\lambda_W}{n\lambda_H}}\,W^{\top}$. So the minimiser is a simplex ETF if and only if $\lambda_b\le\frac{c}{1-c}$; above, a common component grows continuously, and for $\lambda_b\to\infty$ the frame becomes orthogonal.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; one layer; $d\\ge K$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control => "Twice the threshold: for $K=3$, $n=2$ the cosines between classifiers are no longer $-\\frac{1}{2}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The simplex ETF is the minimiser only for $\\lambda_b\\le\\frac{c}{1-c}$: for $K=4$, $n=2$, $\\lambda_W=0.01$, $\\lambda_H=0.03$ up to 0.1086; at $\\lambda_b=3$ off-diagonal logits are $-0.008$ instead of $-0.226$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH, new("lambdaB", "penalty of the bias, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        double lambdaB = parameters.Positive("lambdaB");
        var minimum = new PenalisedBias(classes, perClass, parameters.Positive("lambdaW"), parameters.Positive("lambdaH"), lambdaB);
        return new()
        {
            { "c", minimum.C },
            { "lbThreshold", minimum.Threshold },
            { "regime", minimum.C >= 1 ? "zero" : lambdaB <= minimum.Threshold ? "ETF" : "intermediate" },
            { "zPerp", Math.Sqrt(perClass) * minimum.Contrast },
            { "zOne", Math.Sqrt(perClass) * minimum.Common },
            { "bias", minimum.Bias },
            { "WHDiag", minimum.Own },
            { "WHOffdiag", minimum.Other },
            { "F", minimum.Objective },
        };
    }
}
