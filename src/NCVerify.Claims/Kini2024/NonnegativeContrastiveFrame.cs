using NCVerify.Theory;

namespace NCVerify.Claims.Kini2024;

/// <summary>SC-03. With nonnegative features supervised contrastive learning gives an orthogonal frame for any class sizes</summary>
public sealed class NonnegativeContrastiveFrame : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-03";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features supervised contrastive learning gives an orthogonal frame for any class sizes";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Kini2024, "Orthogonal frame for any class sizes as stated in the abstract; the value of the minimum was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsPublished;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_c n_c$, with unit features $z_i\in\mathbb{R}^d$ and labels $y_i$. The full-batch supervised contrastive loss is
        $$\mathcal{L}=\frac{1}{N}\sum_{i=1}^{N}\frac{-1}{n_{y_i}-1}\sum_{p\ne i,\,y_p=y_i}\log\frac{\exp(z_i\cdot z_p/\tau)}{\sum_{a\ne i}\exp(z_i\cdot z_a/\tau)}.$$
        If the features are also entrywise nonnegative, the minimum is
        $$\mathcal{L}_{\min}=\sum_{c=1}^{K}\frac{n_c}{N}\log\left(n_c-1+(N-n_c)\exp(-1/\tau)\right),$$
        for any class sizes, attained exactly if $z_i=z_j$ for $y_i=y_j$ and $z_i\cdot z_j=0$ otherwise.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$n_c\\ge 2$ for every class; full batch; $\\tau>0$.",
        "Feature dimension $d\\ge K$; features nonnegative, as behind a ReLU.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Without the ReLU: for $n=(8,8,2,2)$, $\\tau=0.5$ on the whole sphere the loss is 1.80 instead of 1.97, and class means have negative inner products.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.Temperature];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        Read.RequirePairs(sizes);
        return new()
        {
            { "value", ContrastiveMinima.Nonnegative(sizes, parameters.Positive("tau")) },
            { "cos", 0.0 },
        };
    }
}
