using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-1. With nonnegative features, cross-entropy on uneven classes has orthogonal class means of explicit length and an explicit minimum</summary>
public sealed class OrthogonalMinimiser : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-1";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features, cross-entropy on uneven classes has orthogonal class means of explicit length and an explicit minimum";

    /// <inheritdoc/>
    protected override string Place => "Collapse and orthogonal means as stated in the abstract; constants and the condition on the dimension as commonly stated, proved again here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        If $d$ is at least the number of active classes, the minimisers are exactly the points with $h_i=\mu_{y_i}$ (no within-class variability), $\mu_j\cdot\mu_k=0$ for $j\ne k$ (in the nonnegative orthant: disjoint supports),
        $$\lVert\mu_k\rVert^2=\sqrt{\frac{K-1}{K}\,\frac{\lambda_W}{\lambda_H n_k}}\;\mathcal{M}_k ,$$
        and the classifiers of CE-RELU-2. The minimum is
        $$\sum_k\frac{n_k}{N}\left[-(1-\hat{q}_k)\log(1-\hat{q}_k)-\hat{q}_k\log\frac{\hat{q}_k}{K-1}\right],$$
        of which class $k$ contributes the cross-entropy $-\log(1-\hat{q}_k)$, which is $\log K$ for an inactive class. The same number is a lower bound in every dimension.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise.",
        "Feature dimension $d$ at least the number of active classes; $d\\ge 2K$ where a solver starts at random, because the landscape has spurious minima at $d=K$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Fewer dimensions than active classes: for $K=4$, $n=5$, $\\lambda_W=\\lambda_H=0.01$ the best value at $d=3$ is 0.491552, above the minimum 0.357619. And without $h_i\\ge 0$ the minimum is strictly lower.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The condition is on the number of active classes, not on $K$, and the bound holds in every dimension. The landscape is not benign, though: at $d=K$ up to 7 of 10 random starts end in spurious minima with a flat direction (excess $2.31\\cdot 10^{-2}$ for $n=(12,8,3,1)$, $\\lambda_W=0.05$, $\\lambda_H=0.03$).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        ReluCrossEntropy minimum = Minimum(parameters);
        return new()
        {
            { "q", minimum.Residuals.ToArray() },
            { "active", minimum.Active.ToArray() },
            { "marginM", minimum.Margins.ToArray() },
            { "hNorm2", minimum.FeatureNorms2.ToArray() },
            { "optimalObjective", minimum.Objective },
            { "optimalCE", minimum.CrossEntropyPart },
            { "perClassCE", minimum.ClassLosses.ToArray() },
        };
    }
}
