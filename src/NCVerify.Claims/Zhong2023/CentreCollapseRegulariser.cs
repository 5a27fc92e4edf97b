using NCVerify.Theory;

namespace NCVerify.Claims.Zhong2023;

/// <summary>CCR-01. The centre collapse regulariser fixes the directions of class means for any imbalance, not their lengths</summary>
public sealed class CentreCollapseRegulariser : Claim
{
    /// <inheritdoc/>
    public override string Id => "CCR-01";

    /// <inheritdoc/>
    public override string Title => "The centre collapse regulariser fixes the directions of class means for any imbalance, not their lengths";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhong2023, "Form of the regulariser confirmed by a third-party implementation; consequences derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $w_1,\ldots,w_K$ be a fixed simplex ETF of unit vectors and $\mu_k$ the mean of the $n_k$ features of class $k$. The features that minimise the regulariser with ridge,
        $$-\sum_{k=1}^{K}\log\frac{\exp(w_k\cdot\mu_k)}{\sum_{j}\exp(w_j\cdot\mu_k)}+\frac{\lambda}{2}\sum_i\lVert h_i\rVert^2,$$
        are $h_i=\beta_{y_i}w_{y_i}$ with
        $$n_k\lambda\beta_k=\frac{K}{\exp\left(\beta_kK/(K-1)\right)+K-1}.$$
        Directions form an exact simplex ETF for any class sizes, since the regulariser has one term per class; lengths decrease with the class size, so that after centring the means are no ETF unless classes are balanced. With $\mu$ times the regulariser beside cross-entropy of every sample under a trained classifier $W$ (sum loss, ridge $\frac{\lambda}{2}$ on features and $W$) the same is found: for $n=(30,30,3,3)$ and $\lambda=0.05$ the least $\cos(\mu_k,w_k)$ is 0.99907 for $\mu=1$ and 0.99997 for $\mu=10$, while neither the centred means nor $W$ are a simplex ETF.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum over classes; the ridge is on every sample (with the mean over classes, multiply $\\lambda$ by $K$). The closed form is of the regulariser alone; beside a trained classifier there is none, and the numbers stated are those of an independent program.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Cross-entropy of every sample in place of the class means: its features have one length for all classes (FIX-01). With a trained classifier and $\\mu=0$ the means do not turn to the frame.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The regulariser fixes directions but not lengths: for $n=(30,30,3,3)$ and $\\lambda=0.01$ the means have lengths 1.404 and 2.838, and the ETF error of the centred means does not vanish. Nor does it make the classifier beside it an ETF: at $\\mu=100$ the cosines of the centred means are up to 0.19 off.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        Take.SumLambda[0] with { Required = true },
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double lambda = parameters.Positive("lambdaSum");
        return new() { { "beta", sizes.Select(n => FixedEtf.Scale(sizes.Length, 1, n * lambda)).ToArray() } };
    }
}
