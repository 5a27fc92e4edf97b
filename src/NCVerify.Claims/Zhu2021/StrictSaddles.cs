using NCVerify.Theory;

namespace NCVerify.Claims.Zhu2021;

/// <summary>WD-3. Every critical point that is not global is a strict saddle, for any class sizes, as soon as the dimension is at least K - 1</summary>
public sealed class StrictSaddles : Claim
{
    /// <inheritdoc/>
    public override string Id => "WD-3";

    /// <inheritdoc/>
    public override string Title => "Every critical point that is not global is a strict saddle, for any class sizes, as soon as the dimension is at least K - 1";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhu2021, "Stronger than the published conditions on the dimension (its text was not at hand); proved here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have sizes $n_1,\ldots,n_K$, $N=\sum_k n_k$, and let $W$ ($K\times d$), $H$ ($d\times N$), $b\in\mathbb{R}^K$ be a critical point of
        $$\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j .$$
        Let $\Gamma$ ($K\times N$) be the gradient of the loss in the logits and $\sigma_1$ its spectral norm. If $\sigma_1\le\sqrt{\lambda_W\lambda_H}$, the point is a global minimiser. Otherwise the Hessian has an eigenvalue of at most
        $$\frac{\lambda_W+\lambda_H}{2}-\sqrt{\frac{(\lambda_W-\lambda_H)^2}{4}+\sigma_1^2}<0,$$
        attained along $(\alpha\,a u^{\top},-\beta\,u c^{\top})$, where $(a,c)$ is the top singular pair of $\Gamma$ and $u$ a unit vector orthogonal to all classifiers and features. At $W=H=0$ without bias, $\sigma_1=\frac{1}{N}\sqrt{\lambda_{\max}(PDP)}$ with
        $D=\operatorname{diag}(n_1,\ldots,n_K)$, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; any class sizes; $\\lambda_W,\\lambda_H>0$, $\\lambda_b\\ge 0$.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Dimension $d=K-2$: for $K=5$, one sample per class, $d=3$ and $\\lambda_W=\\lambda_H=10^{-3}$ there are two strict local minima (up to rotation) of values 0.035855877 and 0.035899413.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The dimension condition is sharp in the sense that $d\\ge K-1$ suffices for any class sizes, where $d\\ge K$ or $d>K$ is usually assumed and balance is usual; it can fail at $d=K-2$ ($K=5$, $d=3$, $\\lambda=10^{-3}$: two strict local minima, 0.035855877 and 0.035899413, and 5 of 40 random starts end in the worse one).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH, new("sigma1", "spectral norm of the logit gradient at the critical point, positive; at W = H = 0 without bias when left out", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        (double lambdaW, double lambdaH) = (parameters.Positive("lambdaW"), parameters.Positive("lambdaH"));
        double atOrigin = StrictSaddle.GradientNormAtOrigin(sizes);
        double sigma = parameters.Has("sigma1") ? parameters.Positive("sigma1") : atOrigin;
        double lambda = Math.Sqrt(lambdaW * lambdaH);
        (double alpha, double beta) = StrictSaddle.Direction(lambdaW, lambdaH, sigma);
        return new()
        {
            { "dimensionSufficient", sizes.Length - 1 },
            { "lambdaZ", lambda },
            { "sigma1", sigma },
            { "global", sigma <= lambda },
            { "hessMin", StrictSaddle.Curvature(lambdaW, lambdaH, sigma) },
            { "hessMinAtOrigin", StrictSaddle.Curvature(lambdaW, lambdaH, atOrigin) },
            { "directionW", alpha },
            { "directionH", beta },
        };
    }
}
