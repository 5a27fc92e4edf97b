using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-07. As the imbalance ratio grows, minority classifiers collapse only in the limit, and minority means become an ETF among themselves</summary>
public sealed class ExtremeImbalance : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-07";

    /// <inheritdoc/>
    public override string Title => "As the imbalance ratio grows, minority classifiers collapse only in the limit, and minority means become an ETF among themselves";

    /// <inheritdoc/>
    protected override string Place => "Limits derived here from the closed forms of the geometry";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Step + "\n" + """
        Let $R\to\infty$ with $m$ and $k\ge 2$ fixed, and $A=1-\frac{1}{m}+\frac{\rho^{3/2}}{m}$, $B=\frac{\bar{\rho}}{K\sqrt{\rho}}$, $G=1-\frac{1}{m}+\frac{\sqrt{\rho}}{m}$. At SELI
        $$\cos(w_b,w_{b'})\to 1,\quad \frac{\lVert w_a\rVert}{\lVert w_b\rVert}\to\sqrt{A/B},\quad \cos(w_a,w_{a'})\to-\frac{1-\rho^{3/2}}{m-1+\rho^{3/2}},\quad \cos(w_a,w_b)\to-\frac{\sqrt{\rho}}{K\sqrt{AB}},$$
        $$\cos(\mu_b,\mu_{b'})\to-\frac{1}{k-1},\quad \frac{\lVert \mu_a\rVert}{\lVert \mu_b\rVert}\to 0,\quad \cos(\mu_a,\mu_{a'})\to-\frac{1-\sqrt{\rho}}{m-1+\sqrt{\rho}},\quad \cos(\mu_a,\mu_b)\to 0,$$
        $$\cos(w_a,\mu_a)\to\frac{1-1/K}{\sqrt{AG}},\quad \cos(w_b,\mu_b)\to 0,$$
        with errors of order $R^{-1/2}$ or $R^{-1/4}$; $1-\cos(w_b,w_{b'})\sim\frac{k}{\bar{\rho}\sqrt{R\rho}}$.
        For a single minority class ($k=1$) instead $\cos(w_b,\mu_b)=1$ for every $R$, $\frac{\lVert \mu_a\rVert}{\lVert \mu_b\rVert}\to\sqrt{G\sqrt{\rho}/\bar{\rho}}$ and $\cos(\mu_a,\mu_b)\to-\frac{1}{K\sqrt{\rho}}\left(\frac{G\bar{\rho}}{\sqrt{\rho}}\right)^{-1/2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Step imbalance; an angle within a group needs two classes in it.",
        EnoughDimensions,
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A finite ratio is far from the limit: at $R=10$ and $m=k=2$, $\\cos(w_b,w_{b'})=0.079$ and $\\cos(\\mu_b,\\mu_{b'})=-0.649$, against the limits 1 and $-1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding =>
        "Minority collapse at SELI concerns the classifiers only, and only in the limit of infinite imbalance; the class means of minorities spread to an ETF of their own ($-\\frac{1}{k-1}$), the opposite of being squeezed, and the ratio of classifier norms stays finite (3.509 for $K=10$, $\\rho=\\frac{1}{2}$).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.StepGroups, new("K", "number of classes; if given, it must be m + k", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int majority, int minority) = Read.StepGroups(parameters);
        var limits = new SeliStepLimits(majority, minority);
        return new Prediction()
            .AddIfAny("cosWMajMaj", limits.CosClassifiersMajMaj)
            .AddIfAny("cosWMinMin", limits.CosClassifiersMinMin)
            .AddIfAny("cosWMajMin", limits.CosClassifiersMajMin)
            .AddIfAny("ratioW", limits.ClassifierNormRatio)
            .AddIfAny("cosHMajMaj", limits.CosMeansMajMaj)
            .AddIfAny("cosHMinMin", limits.CosMeansMinMin)
            .AddIfAny("cosHMajMin", limits.CosMeansMajMin)
            .AddIfAny("ratioH", limits.MeanNormRatio)
            .AddIfAny("cosWHMaj", limits.DualityMaj)
            .AddIfAny("cosWHMin", limits.DualityMin)
            .AddIfAny("rstar", SeliStep.OrthogonalRatio(majority, minority));
    }
}
