using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-6. With fewer dimensions than active classes the lower bound is not attained</summary>
public sealed class FewerAxesThanClasses : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-6";

    /// <inheritdoc/>
    public override string Title => "With fewer dimensions than active classes the lower bound is not attained";

    /// <inheritdoc/>
    protected override string Place => "Outside the usual assumptions; worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        For every $d$ the minimum is at least
        $$\sum_k\frac{n_k}{N}\left(-\hat{q}_k\log\hat{q}_k-(1-\hat{q}_k)\log(1-\hat{q}_k)+\hat{q}_k\log(K-1)\right),$$
        and this value is attained if and only if $d$ is at least the number of active classes.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Any class sizes and any $d\\ge 1$; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise."];

    /// <inheritdoc/>
    public override string Control => "As many dimensions as active classes: for $n=(5,5,5,5)$, $\\lambda_W=\\lambda_H=0.01$, $d=4$ the value is attained.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "Collapse to orthogonal means needs one dimension per active class only: for $n=(12,8,3,1)$ and $\\lambda=0.09$ two dimensions suffice, while $n=(5,5,5,5)$ at $\\lambda=0.01$ has $0.3576$ in four dimensions, $0.4916$ in three and $0.7592$ in two.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH, new("d", "feature dimension, at least 1")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        ReluCrossEntropy minimum = Minimum(parameters);
        int active = minimum.Active.Count(a => a);
        return new()
        {
            { "lowerBound", minimum.Objective },
            { "activeClasses", active },
            { "attained", parameters.Integer("d", 1) >= active },
        };
    }
}
