using NCVerify.Theory;

namespace NCVerify.Claims.Graf2021;

/// <summary>SC-02. Imbalanced supervised contrastive learning collapses, but not to a simplex ETF: minorities are squeezed</summary>
public sealed class ImbalancedContrastive : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-02";

    /// <inheritdoc/>
    public override string Title => "Imbalanced supervised contrastive learning collapses, but not to a simplex ETF: minorities are squeezed";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Graf2021, "The model of the paper with uneven classes; the two-group reduction was worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_c n_c$, with unit features $z_i\in\mathbb{R}^d$ and labels $y_i$. The full-batch supervised contrastive loss is
        $$\mathcal{L}=\frac{1}{N}\sum_{i=1}^{N}\frac{-1}{n_{y_i}-1}\sum_{p\ne i,\,y_p=y_i}\log\frac{\exp(z_i\cdot z_p/\tau)}{\sum_{a\ne i}\exp(z_i\cdot z_a/\tau)}.$$
        With $m$ majority classes of $n_M$ and $k$ minority classes of $n_m$ samples, the minimisers over the unit sphere are class-collapsed, with cosines $a$ between majorities, $c$ between minorities and
        $$b=-\sqrt{\frac{(1+(m-1)a)(1+(k-1)c)}{mk}}$$
        between the groups, where $(a,c)$ is the minimiser of the convex function (in $1+(m-1)a$ and $1+(k-1)c$)
        $$\frac{m n_M}{N}\log\left(n_M-1+(m-1)n_M\exp\frac{a-1}{\tau}+k n_m\exp\frac{b-1}{\tau}\right)+\frac{k n_m}{N}\log\left(n_m-1+(k-1)n_m\exp\frac{c-1}{\tau}+m n_M\exp\frac{b-1}{\tau}\right).$$
        It is a simplex ETF only if $n_M=n_m$. As the imbalance grows the minorities close up, and from a finite imbalance on they coincide, $c=1$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$n_M,n_m\\ge 2$; full batch; $\\tau>0$.",
        "Feature dimension $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The balanced answer: at $n=(6,6,6,6)$, $\\tau=0.5$ all cosines are $-\\frac{1}{3}$, and the cosines predicted for $(20,20,2,2)$ are far off.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The loss is convex in the Gram matrix, so the minimum is proved globally, at sample level, by a dual bound that needs no minimiser. For $n=(20,20,2,2)$, $\\tau=0.5$ the cosines are $-0.644$ (majorities), $-0.334$ (between) and $+0.252$ (minorities); for $(40,40,2,2)$ the minorities are at $+0.483$. With one majority and two minorities of 2 samples, $\\tau=2$, the minorities have the cosine $0.469$ at $n_M=8$ and coincide exactly at $n_M=16$: minority collapse without a regulariser.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => 
    [
        .. Take.StepGroups,
        new("nMaj", "samples per majority class, an integer of at least 2"),
        new("nMin", "samples per minority class, an integer of at least 2"),
        Take.Temperature,
        Take.OptionalClasses with { Meaning = "number of classes; if given, it must be m + k" },
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int majority, int minority) = Read.StepGroups(parameters);
        var minimum = new ContrastiveStep(majority, minority, parameters.Integer("nMaj", 2), parameters.Integer("nMin", 2), parameters.Positive("tau"));
        return new Prediction()
            .AddIfAny("cosMajMaj", minimum.CosMajMaj)
            .AddIfAny("cosMinMin", minimum.CosMinMin)
            .AddIfAny("cosMajMin", minimum.CosMajMin)
            .AddIfAny("value", minimum.Value)
            .AddFlag("minoritiesMerged", minimum.MinoritiesMerged);
    }
}
