using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A5. Consecutive linear layers are balanced at every critical point, whatever the loss</summary>
public sealed class BalancedLayers : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A5";

    /// <inheritdoc/>
    public override string Title => "Consecutive linear layers are balanced at every critical point, whatever the loss";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated: a lemma of most proofs on linear layers";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f(W_1,\ldots,W_M,H)=\mathcal{L}(W_M\cdots W_1H)+\sum_m\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with any differentiable $\mathcal{L}$. At every point, critical or not, with $G_m=\frac{\partial f}{\partial W_m}$,
        $$W_{m+1}^{\top}G_{m+1}-G_mW_m^{\top}=\lambda_{m+1}W_{m+1}^{\top}W_{m+1}-\lambda_mW_mW_m^{\top},$$
        and the same with $W_m,G_m,\lambda_m$ replaced by $H,\frac{\partial f}{\partial H},\lambda_H$ for $m=0$. So at every critical point $\lambda_{m+1}W_{m+1}^{\top}W_{m+1}=\lambda_mW_mW_m^{\top}$: all factors have the same singular values up to their penalties. For squared error without bias, at the global minimum with widths at least $K$, class $k$ contributes
        $\lambda_m\sigma_k(W_m)^2=\lambda_H\sigma_k(H)^2=\tau_k$, with $\tau_k=(N\Lambda)^{1/M}x_k$ as in MSE-C3.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Linear layers; penalties $\\frac{\\lambda}{2}$ times squared norms on every factor; any differentiable loss of the logits.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "With a ReLU between two layers only the diagonal of the identity holds: at a random point the largest entry off the diagonal misses by 0.84.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        double[] tau = [.. minimum.Sizes.Select(n => minimum.Fit(n).Tau)];
        return new()
        {
            { "tau", tau },
            { "layerSvSq", NCVerify.Numerics.Matrix.FromRows([.. minimum.LambdaW.Select(lambda => tau.Select(t => t / lambda).ToArray())]) },
            { "HSvSq", tau.Select(t => t / minimum.LambdaH).ToArray() },
        };
    }
}
