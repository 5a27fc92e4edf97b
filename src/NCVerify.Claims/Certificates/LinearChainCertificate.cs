using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>MSE-G3. Squared error behind any number of linear layers has a lower bound that needs no candidate and is tight for all widths</summary>
public sealed class LinearChainCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-G3";

    /// <inheritdoc/>
    public override string Title => "MSE-G3: squared error behind any number of linear layers has a lower bound that needs no candidate and is tight for all widths";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here, from Horn's inequality and Mirsky's theorem");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f=\frac{1}{2N}\lVert W_M\cdots W_1H-Y\rVert_F^2+\sum_m\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$, $\Lambda=\lambda_H\lambda_1\cdots\lambda_M$, with any class sizes and widths, $R$ the least width. Let $\sigma_1\ge\sigma_2\ge\ldots$ be the numbers $\sqrt{n_k}$ in order; with a bias without penalty, the singular values of $S\left(I-\frac{1}{N}ss^{\top}\right)$, $S=\operatorname{diag}(\sqrt{n_k})$, $s=S\mathbf{1}$. At every point
        $$f\ge\sum_{j\le R}\min_{z\ge 0}\left(\frac{(z-\sigma_j)^2}{2N}+\frac{M+1}{2}\Lambda^{1/(M+1)}z^{2/(M+1)}\right)+\sum_{j>R}\frac{\sigma_j^2}{2N},$$
        and equality is attained.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Linear layers; no bias or one without penalty; any class sizes and widths; positive penalties; mean loss with one half.",
    ];

    /// <inheritdoc/>
    public override string Control => "A penalised bias: for $n=(4,3,2)$, two layers and $\\lambda_b=0.2$ the bound that can be given is 9.5 per cent below the best known value.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Deep linear squared error is not convex and has spurious local minima (MSE-H2), yet every claimed minimum can be certified: the bound is exact for every depth, every bottleneck and every imbalance.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH, DeepLinear.Bias, DeepLinear.Bottleneck];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new() { { "lowerBound", DeepLinear.Minimum(parameters).Objective } };
}
