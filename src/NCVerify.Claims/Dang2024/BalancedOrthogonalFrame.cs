using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-5. With nonnegative features and balanced classes, the means are an orthogonal frame that centring turns into the simplex ETF</summary>
public sealed class BalancedOrthogonalFrame : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-5";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features and balanced classes, the means are an orthogonal frame that centring turns into the simplex ETF";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the comparison with free features was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        If all $n_k=n$ and $q=\lambda\sqrt{n}\sqrt{K(K-1)}<\frac{K-1}{K}$ with $\lambda=\sqrt{\lambda_W\lambda_H}$, then at a minimiser
        $$\mu_j\cdot\mu_k=\lVert\mu\rVert^2\,\delta_{jk},\quad WW^{\top}\propto I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top},\quad w_k\propto\mu_k-\mu_G,\quad \mu_G=\frac{1}{K}\sum_k\mu_k ,$$
        so that the centred class means are a simplex ETF aligned with the classifiers: $\cos(\mu_j-\mu_G,\mu_k-\mu_G)=\cos(w_j,w_k)=-\frac{1}{K-1}$ for $j\ne k$. The residual probability $q$ is larger than the $\lambda\sqrt{n}\,(K-1)$ of free features,
        and the minimum strictly larger, by the cost of the mean component.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise; $d\\ge K$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Uneven classes: for $n=(6,5,3,2)$ centring leaves cosines between $-0.27$ and $-0.39$, not $-\\frac{1}{3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        var minimum = new ReluCrossEntropy(Enumerable.Repeat(perClass, classes).ToArray(), parameters.Positive("lambdaW"), parameters.Positive("lambdaH"));
        var free = new WeightDecayCrossEntropy(classes, perClass, minimum.LambdaW, minimum.LambdaH);
        Matrix gram = minimum.ClassifierGram;
        var prediction = new Prediction
        {
            { "q", minimum.Residuals[0] },
            { "collapsed", !minimum.Active[0] },
            { "marginM", minimum.Margins[0] },
            { "hNorm2", minimum.FeatureNorms2[0] },
            { "wNorm2", gram[0, 0] },
            { "wDotW", gram[0, 1] },
            { "optimalObjective", minimum.Objective },
            { "qFree", free.OffLabel },
            { "objectiveFree", free.Objective },
        };
        if (minimum.Active[0])
        {
            prediction.Add("cosMeans", 0);
            prediction.Add("cosCentredMeans", SimplexEtf.Cosine(classes));
            prediction.Add("cosW", SimplexEtf.Cosine(classes));
        }

        return prediction;
    }
}
