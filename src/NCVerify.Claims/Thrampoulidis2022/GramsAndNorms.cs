using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-05. The Grams of SELI are the square root of PDP and its pseudo-inverse; all class means are at obtuse angles</summary>
public sealed class GramsAndNorms : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-05";

    /// <inheritdoc/>
    public override string Title => "The Grams of SELI are the square root of PDP and its pseudo-inverse; all class means are at obtuse angles";

    /// <inheritdoc/>
    protected override string Place => "The step forms are as commonly stated (the paper's text was not at hand); any class sizes and the obtuse angles were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Geometry + "\n" + """
        Hence $M^{\top}M=(WW^{\top})^{\dagger}$, and $\mu_i\cdot\mu_j<0$ for all $i\ne j$ whatever the class sizes. Under step imbalance ($m$ classes of size $R\nu$, $k$ of size $\nu$, $\rho=k/K$, $\bar{\rho}=m/K$, $x=R\rho+\bar{\rho}$;
        $a\ne a'$ majorities, $b\ne b'$ minorities)
        $$\lVert w_a\rVert^2=\sqrt{\nu}\left[\sqrt{R}\left(1-\frac{1}{m}\right)+\frac{\rho\sqrt{x}}{m}\right],\quad \lVert w_b\rVert^2=\sqrt{\nu}\left[1-\frac{1}{k}+\frac{\bar{\rho}\sqrt{x}}{k}\right],$$
        $$w_a\cdot w_{a'}=\sqrt{\nu}\,\frac{\rho\sqrt{x}-\sqrt{R}}{m},\quad w_b\cdot w_{b'}=\sqrt{\nu}\,\frac{\bar{\rho}\sqrt{x}-1}{k},\quad w_a\cdot w_b=-\frac{\sqrt{\nu x}}{K},$$
        and the same for the class means with $\sqrt{\nu}$, $\sqrt{R}$ and $\sqrt{x}$ replaced by their reciprocals.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Grams at class level, $M$ with one column per class.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The simplex ETF, which holds for balanced classes: for $n=(10,10,1,1)$ it is at normalised distance 0.387 from the classifiers' Gram and 0.472 from the class means' Gram.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The class means' Gram is the pseudo-inverse of the classifiers' Gram and, off the diagonal, minus the dual multipliers: all angles between class means are obtuse for every class-size vector, so imbalance never squeezes class means at SELI.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (Read.IsStep(parameters))
        {
            return OfStep(new(Read.Step(parameters)));
        }

        var seli = new Seli(Read.Sizes(parameters));
        return new()
        {
            { "wNorm2", seli.ClassifierGram.Diagonal() },
            { "hNorm2", seli.MeanGram.Diagonal() },
            { "cosWUpper", seli.ClassifierGram.Cosines().Upper() },
            { "cosHUpper", seli.MeanGram.Cosines().Upper() },
            { "WWT", seli.ClassifierGram },
            { "HTH", seli.MeanGram },
        };
    }

    private static Prediction OfStep(SeliStep seli) =>
        new Prediction { { "wMajNorm2", seli.Classifiers.Maj }, { "wMinNorm2", seli.Classifiers.Min } }
            .AddIfAny("wMajMaj", seli.Classifiers.MajMaj)
            .AddIfAny("wMinMin", seli.Classifiers.MinMin)
            .AddIfAny("wMajMin", seli.Classifiers.MajMin)
            .AddIfAny("hMajNorm2", seli.Means.Maj)
            .AddIfAny("hMinNorm2", seli.Means.Min)
            .AddIfAny("hMajMaj", seli.Means.MajMaj)
            .AddIfAny("hMinMin", seli.Means.MinMin)
            .AddIfAny("hMajMin", seli.Means.MajMin)
            .AddIfAny("ratioW", seli.ClassifierNormRatio)
            .AddIfAny("ratioH", seli.MeanNormRatio);
}
