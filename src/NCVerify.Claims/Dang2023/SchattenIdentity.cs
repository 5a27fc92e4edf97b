using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A6. The least weight decay with which a linear chain forms a matrix is a Schatten quasi-norm</summary>
public sealed class SchattenIdentity : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A6";

    /// <inheritdoc/>
    public override string Title => "The least weight decay with which a linear chain forms a matrix is a Schatten quasi-norm";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated: a known variational form of Schatten quasi-norms";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        For a matrix $Z$ with singular values $\sigma_j$ and widths of at least its rank,
        $$\min_{W_M\cdots W_1H=Z}\;\sum_{m=1}^{M}\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2=\frac{M+1}{2}\,\Lambda^{1/(M+1)}\sum_j\sigma_j^{2/(M+1)},\quad \Lambda=\lambda_H\lambda_1\cdots\lambda_M,$$
        attained if and only if singular vectors are aligned and $\lambda_m\sigma_j(W_m)^2=\lambda_H\sigma_j(H)^2=(\Lambda\sigma_j^2)^{1/(M+1)}$ for all $m$ and $j$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["All widths at least the rank of $Z$; positive penalties."];

    /// <inheritdoc/>
    public override string Control =>
        "An unbalanced factorisation, one factor of a balanced one doubled and its neighbour halved, needs more: for singular values $(3,2,1)$, $\\lambda=(0.02,0.05)$, $\\lambda_H=0.01$ three quarters more.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("singularValues", "singular values of Z, none negative"),
        DeepLinear.LambdaW,
        Take.LambdaH,
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double[] values = parameters.List("singularValues"), penalties = DeepLinear.Penalties(parameters);
        if (values.Length == 0 || values.Any(s => s < 0))
        {
            throw new ParameterException("singularValues", "Parameter 'singularValues' must list at least one number, none negative.");
        }

        double product = DeepLinear.Product(parameters);
        return new()
        {
            { "minRegulariser", SchattenRegulariser.Least(values, penalties.Length, product) },
            { "tau", values.Select(s => SchattenRegulariser.Tau(s, penalties.Length, product)).ToArray() },
        };
    }
}
