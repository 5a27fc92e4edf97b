using NCVerify.Theory;

namespace NCVerify.Claims.Zhou2022;

/// <summary>MSE-H7. One layer with a bias, squared error: critical points are global or strict saddles, also in a bottleneck</summary>
public sealed class BiasStrictSaddles : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-H7";

    /// <inheritdoc/>
    public override string Title => "One layer with a bias, squared error: critical points are global or strict saddles, also in a bottleneck";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhou2022, "Their strict-saddle property, carried to a bias, uneven classes and bottlenecks by measurement");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_kn_k$, one-hot labels $Y$, and consider
        $$\frac{1}{2N}\lVert WH+b\mathbf{1}^{\top}-Y\rVert_F^2+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2,\quad\lambda_b\ge 0,$$
        with any feature dimension $d\ge 1$. Every critical point that is not a global minimiser has a Hessian eigenvalue below zero. At $W=H=0$ the bias is $b_k=\frac{n_k}{N(1+\lambda_b)}$ and, with $\sigma$ the spectral norm of $\frac{1}{N}(Y-b\mathbf{1}^{\top})$, the least eigenvalue is
        $$\frac{\lambda_W+\lambda_H}{2}-\sqrt{\frac{(\lambda_W-\lambda_H)^2}{4}+\sigma^2},\quad\text{negative if and only if}\quad\sigma^2>\lambda_W\lambda_H .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "One layer; a bias, penalised or free; any class sizes; positive penalties of $W$ and $H$.",
        "The eigenvalue at the origin is proved; that all other critical points obey is measured, for $d<K$ without a proof.",
    ];

    /// <inheritdoc/>
    public override string Control => "Two layers: the origin is not global, yet its least eigenvalue is positive.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "A bias does not spoil the landscape, nor do uneven classes or $d<K$: among the critical points found by least squares on the gradient, none was a local minimum that is not global.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        Take.LambdaW,
        Take.LambdaH,
        new("lambdaB", "penalty of the bias, positive; a free bias when left out", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double lambdaB = parameters.Has("lambdaB") ? parameters.Positive("lambdaB") : 0;
        double lambdaW = parameters.Positive("lambdaW"), lambdaH = parameters.Positive("lambdaH");
        var origin = new OriginWithBias(Read.Sizes(parameters), lambdaW, lambdaH, lambdaB);
        return new()
        {
            { "biasAtOrigin", origin.Bias.ToArray() },
            { "sigmaAtOrigin", origin.GradientNorm },
            { "hessMinAtOrigin", origin.Curvature },
            { "originIsGlobal", origin.Curvature >= 0 },
        };
    }
}
