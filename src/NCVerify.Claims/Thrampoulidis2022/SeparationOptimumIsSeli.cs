using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-03. Minimum-norm separation is solved by SELI and by nothing else, for any class sizes</summary>
public sealed class SeparationOptimumIsSeli : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-03";

    /// <inheritdoc/>
    public override string Title => "Minimum-norm separation is solved by SELI and by nothing else, for any class sizes";

    /// <inheritdoc/>
    protected override string Place => "Confirmed in public text for step imbalance; extended here to every class-size vector";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Separation + "\n" + """
        Its global minimisers are exactly the points with
        $$WH=\hat{Z},\quad WW^{\top}=(\hat{Z}\hat{Z}^{\top})^{1/2}=(PDP)^{1/2},\quad H^{\top}H=(\hat{Z}^{\top}\hat{Z})^{1/2},$$
        unique up to one rotation of $\mathbb{R}^d$. All constraints are active, and the optimal value is $\lVert\hat{Z}\rVert_{\text{nuc}}=\operatorname{tr}(PDP)^{1/2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Any class sizes $n_k\\ge 1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Cross-entropy with a finite ridge is not the separation problem: for $n=(10,10,1,1)$, sum loss and $\\lambda=0.1$, its certified minimiser's classifier Gram is at normalised distance 0.1347 from SELI.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The published statement is for step imbalance. SELI is optimal, and uniquely so, for every class-size vector, with the closed-form dual certificate of SELI-04; checked with a solver that assumes no structure, to a relative error of at most $10^{-13}$ on nine profiles with ratios up to 1000.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var seli = new Seli(Read.SizesOrStep(parameters));
        return new()
        {
            { "value", seli.NuclearNorm },
            { "margin", 1 },
            { "WWT", seli.ClassifierGram },
            { "HTH", seli.MeanGram },
            { "logits", seli.Logits },
        };
    }
}
