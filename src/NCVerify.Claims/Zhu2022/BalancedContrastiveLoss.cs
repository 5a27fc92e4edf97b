using NCVerify.Theory;

namespace NCVerify.Claims.Zhu2022;

/// <summary>SC-04. Class-averaged denominators together with a class-balanced mean restore the simplex ETF under any imbalance</summary>
public sealed class BalancedContrastiveLoss : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-04";

    /// <inheritdoc/>
    public override string Title => "Class-averaged denominators together with a class-balanced mean restore the simplex ETF under any imbalance";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhu2022, "Class averaging and a balanced objective as in the paper; minimum and necessity of both ingredients derived here, without its prototypes");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples with unit features $z_i\in\mathbb{R}^d$ and labels $y_i$. Consider
        $$\mathcal{L}=\frac{1}{K}\sum_{c=1}^{K}\frac{1}{n_c}\sum_{y_i=c}\left[-\frac{1}{n_c-1}\sum_{p\ne i,\,y_p=c}\frac{z_i\cdot z_p}{\tau}+\log\sum_{j=1}^{K}\frac{1}{n_{ij}}\sum_{a\ne i,\,y_a=j}\exp(z_i\cdot z_a/\tau)\right],$$
        where $n_{ij}=n_j-1$ if $j=y_i$, otherwise $n_j$. For any class sizes its minimum is
        $$\mathcal{L}_{\min}=\log\left(1+(K-1)\exp\left(-\frac{K}{(K-1)\tau}\right)\right),$$
        attained exactly at the class-collapsed simplex ETF. Neither ingredient alone suffices.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$n_c\\ge 2$ for every class; full batch; $\\tau>0$.",
        "Feature dimension $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One ingredient alone: for $n=(20,20,2,2)$, $\\tau=0.5$ the minority means have the cosine $+0.285$ with a mean over samples, $+0.211$ with plain denominators.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Both ingredients are needed: with $n=(20,20,2,2)$, $\\tau=0.5$ the minority cosine is $+0.285$ with averaged denominators alone and $+0.211$ with the balanced mean alone, against $-\\frac{1}{3}$ with both.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2; the class sizes do not matter"), Take.Temperature];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        return new()
        {
            { "value", ContrastiveMinima.ClassBalanced(classes, 1 / parameters.Positive("tau")) },
            { "cos", SimplexEtf.Cosine(classes) },
        };
    }
}
