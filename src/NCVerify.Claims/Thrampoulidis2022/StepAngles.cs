using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-06. Norm ratios and angles of SELI under step imbalance</summary>
public sealed class StepAngles : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-06";

    /// <inheritdoc/>
    public override string Title => "Norm ratios and angles of SELI under step imbalance";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the paper was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Step + "\n" + """
        At SELI
        $$\cos(w_a,w_{a'})=-\frac{\sqrt{R}-\rho\sqrt{x}}{(m-1)\sqrt{R}+\rho\sqrt{x}},\quad \cos(w_b,w_{b'})=-\frac{1-\bar{\rho}\sqrt{x}}{k-1+\bar{\rho}\sqrt{x}},$$
        $$\cos(\mu_a,\mu_{a'})=-\frac{\sqrt{x}-\rho\sqrt{R}}{(m-1)\sqrt{x}+\rho\sqrt{R}},\quad \cos(\mu_b,\mu_{b'})=-\frac{\sqrt{x}-\bar{\rho}}{(k-1)\sqrt{x}+\bar{\rho}},$$
        $$\cos(w_a,w_b)=-\frac{\sqrt{\nu x}}{K\lVert w_a\rVert\lVert w_b\rVert},\quad \cos(\mu_a,\mu_b)=-\frac{1}{K\sqrt{\nu x}\,\lVert \mu_a\rVert\lVert \mu_b\rVert},\quad \cos(w_c,\mu_c)=\frac{1-1/K}{\lVert w_c\rVert\lVert \mu_c\rVert},$$
        $$\cos(w_a-w_b,\mu_a-\mu_b)=\frac{2}{\lVert w_a-w_b\rVert\,\lVert \mu_a-\mu_b\rVert},$$
        with the norms of SELI-05. In particular $1-\cos(w_b,w_{b'})=\frac{k}{k-1+\bar{\rho}\sqrt{x}}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Step imbalance; an angle within a group needs two classes in it ($m\\ge 2$ or $k\\ge 2$).",
        EnoughDimensions,
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The angle $-\\frac{1}{K-1}$ of balanced classes: for $(m,k,R)=(2,2,10)$ the minority classifiers have the cosine 0.0794, not $-\\frac{1}{3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.Step;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var seli = new SeliStep(Read.Step(parameters));
        return new Prediction()
            .AddIfAny("cosWMajMaj", seli.Classifiers.CosMajMaj)
            .AddIfAny("cosWMinMin", seli.Classifiers.CosMinMin)
            .AddIfAny("cosWMajMin", seli.Classifiers.CosMajMin)
            .AddIfAny("cosHMajMaj", seli.Means.CosMajMaj)
            .AddIfAny("cosHMinMin", seli.Means.CosMinMin)
            .AddIfAny("cosHMajMin", seli.Means.CosMajMin)
            .AddIfAny("cosWHMaj", seli.DualityMaj)
            .AddIfAny("cosWHMin", seli.DualityMin)
            .AddIfAny("cosDifferenceMajMin", seli.DifferenceDuality)
            .AddIfAny("ratioW", seli.ClassifierNormRatio)
            .AddIfAny("ratioH", seli.MeanNormRatio);
    }
}
