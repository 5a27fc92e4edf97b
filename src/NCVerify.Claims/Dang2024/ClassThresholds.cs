using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-3. With nonnegative features, each class collapses to zero at a threshold of its own</summary>
public sealed class ClassThresholds : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-3";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features, each class collapses to zero at a threshold of its own";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        At a minimiser $\mu_k=0$ (logits 0, class loss $\log K$) if and only if
        $$n_k\le\frac{K}{K-1}\,N^2\lambda_W\lambda_H,\quad\text{that is}\quad \sqrt{\lambda_W\lambda_H}\ge\frac{1}{N}\sqrt{\frac{(K-1)\,n_k}{K}} .$$
        The thresholds of the classes do not depend on each other except through $N$. All classifiers of collapsed classes are the same vector, nonzero unless every class collapses, $-\frac{1}{K}\sqrt{\frac{K\lambda_H}{(K-1)\lambda_W}}\sum_m\sqrt{n_m}\,\mu_m$.
        Everything is zero if and only if the largest class collapses.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise; $d$ at least the number of active classes.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Half a per cent below its threshold every class is alive: for $n=(20,10,6,3)$ the norms $\\lVert\\mu_k\\rVert$ are 0.0621, 0.0738, 0.0839 and 0.0998.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double lambda = Read.Lambda(parameters);
        double size = ReluCrossEntropy.CollapseSize(sizes.Sum(n => (double)n), sizes.Length, lambda);
        double[] penalties = ReluCrossEntropy.CollapsePenalties(sizes);
        return new()
        {
            { "nThreshold", size },
            { "lambdaZThresholdPerClass", penalties },
            { "collapsed", penalties.Select(threshold => lambda >= threshold).ToArray() },
        };
    }
}
