using NCVerify.Theory;

namespace NCVerify.Claims.Graf2021;

/// <summary>SC-01. Balanced supervised contrastive learning collapses to a simplex ETF of known loss</summary>
public sealed class BalancedContrastiveSimplex : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-01";

    /// <inheritdoc/>
    public override string Title => "Balanced supervised contrastive learning collapses to a simplex ETF of known loss";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Graf2021, "Collapse to a regular simplex as stated in the abstract; the value of the minimum was derived here, for the full batch");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_c n_c$, with unit features $z_i\in\mathbb{R}^d$ and labels $y_i$. The full-batch supervised contrastive loss is
        $$\mathcal{L}=\frac{1}{N}\sum_{i=1}^{N}\frac{-1}{n_{y_i}-1}\sum_{p\ne i,\,y_p=y_i}\log\frac{\exp(z_i\cdot z_p/\tau)}{\sum_{a\ne i}\exp(z_i\cdot z_a/\tau)}.$$
        If all classes have $n$ samples, the minimum over the unit sphere is
        $$\mathcal{L}_{\min}=\log\left(n-1+(K-1)\,n\,\exp\left(-\frac{K}{(K-1)\tau}\right)\right),$$
        attained exactly at the class-collapsed simplex ETF: $z_i=z_j$ if $y_i=y_j$, and $z_i\cdot z_j=-\frac{1}{K-1}$ otherwise.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes of $n\\ge 2$ samples; full batch, every anchor with all its positives; $\\tau>0$.",
        "Feature dimension $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Imbalance: for $n=(20,20,2,2)$, $\\tau=0.5$ the minority means have the cosine $+0.252$, not $-\\frac{1}{3}$ (SC-02).";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.Temperature];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        Read.RequirePairs([perClass]);
        return new()
        {
            { "value", ContrastiveMinima.Balanced(classes, perClass, parameters.Positive("tau")) },
            { "cos", SimplexEtf.Cosine(classes) },
        };
    }
}
