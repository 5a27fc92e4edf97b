using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-13. Cross-entropy with ridge under step imbalance is solved by four scalar equations</summary>
public sealed class StepRegularisationPath : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-13";

    /// <inheritdoc/>
    public override string Title => "Cross-entropy with ridge under step imbalance is solved by four scalar equations";

    /// <inheritdoc/>
    protected override string Place => "That the problem is convex in the logits, with a unique solution, is confirmed in public text; the four equations were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Step + "\n" + """
        Let $W,H$ minimise $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$ (sum loss, no bias). The logits $Z=WM$ are the unique minimiser of $\sum_i\operatorname{CE}(z_i,y_i)+\lambda\lVert Z\rVert_{\text{nuc}}$
        over all samples, features equal their class means, and for $\lambda<\sqrt{\nu}$ column $j$ of $Z$ is
        $$\alpha\left(e_j-\frac{1}{m}\mathbf{1}_{\text{maj}}\right)+p\,u\;\text{ (majority)},\quad \epsilon\left(e_j-\frac{1}{k}\mathbf{1}_{\text{min}}\right)-q\,u\;\text{ (minority)},$$
        where $u$ is the unit contrast of the two groups, $c=\sqrt{K/(mk)}$, $\sigma=\sqrt{\nu(Rmp^2+kq^2)}$ and
        $$m\pi_2+k\pi_3=\frac{\lambda}{\sqrt{R\nu}},\quad k\pi_2'+m\pi_3'=\frac{\lambda}{\sqrt{\nu}},\quad k\pi_3c\,\sigma=\lambda p,\quad m\pi_3'c\,\sigma=\lambda q .$$
        Here $\pi_2,\pi_3$ are the probabilities that a majority sample gives to another majority and to a minority class, and $\pi_2',\pi_3'$ those that a minority sample gives to another minority and to a majority class. Their gaps are
        $\alpha$, $\alpha(1-1/m)+pc$, $\epsilon$ and $\epsilon(1-1/k)+qc$. The Grams follow: $WW^{\top}$ and $M^{\top}M$ have the singular values $\alpha\sqrt{R\nu}$, $\epsilon\sqrt{\nu}$, $\sigma$ of the logits on the three modes.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions + " Sum loss (with a mean loss, $\\lambda_{\\text{sum}}=N\\lambda_{\\text{mean}}$).",
        "$\\lambda<\\sqrt{\\nu}$ when $k\\ge 2$, so that no mode has collapsed (SELI-15). The first equation is dropped if $m=1$, the second if $k=1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The mean loss with the same $\\lambda$, which is a sum loss with $N\\lambda$: for $m=k=2$, $R=10$, $\\nu=1$, $\\lambda=0.04$ its certified objective is 0.8244, where the four equations give 1.6702.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The whole path is known exactly, down to $\\lambda=\\exp(-7000)$; it depends on $\\lambda$ and $\\nu$ only through $\\lambda/\\sqrt{\\nu}$. For $m=k=2$, $R=10$, $\\nu=1$ and $\\lambda=0.1$ the four numbers are 5.1762, 3.2496, 1.9601 and 2.6012.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.Step, .. Take.SumLambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        StepProfile step = Read.Step(parameters);
        StepPath path = Read.Path(step, parameters);
        var seli = new Seli(step.Sizes);
        int last = step.K - 1;
        Prediction prediction = new Prediction { { "a", path.A }, { "e", path.E }, { "p", path.P }, { "q", path.Q } }
            .AddIfAny("gapMajMaj", path.GapMajMaj)
            .AddIfAny("gapMajMin", path.GapMajMin)
            .AddIfAny("gapMinMin", path.GapMinMin)
            .AddIfAny("gapMinMaj", path.GapMinMaj)
            .AddIfAny("wMajNorm2", path.ClassifierGram[0, 0])
            .AddIfAny("wMinNorm2", path.ClassifierGram[last, last])
            .AddIfAny("hMajNorm2", path.MeanGram[0, 0])
            .AddIfAny("hMinNorm2", path.MeanGram[last, last])
            .AddIfAny("cosWMinMin", step.Minority > 1 ? path.ClassifierGram.Cosines()[last - 1, last] : null)
            .AddIfAny("cosHMinMin", step.Minority > 1 ? path.MeanGram.Cosines()[last - 1, last] : null)
            .AddIfAny("cosWMajMaj", step.Majority > 1 ? path.ClassifierGram.Cosines()[0, 1] : null)
            .AddIfAny("cosHMajMaj", step.Majority > 1 ? path.MeanGram.Cosines()[0, 1] : null)
            .AddIfAny("cosWMajMin", path.ClassifierGram.Cosines()[0, last])
            .AddIfAny("cosHMajMin", path.MeanGram.Cosines()[0, last])
            .AddIfAny("distW", GeometryDistance.Of(path.ClassifierGram, seli.ClassifierGram))
            .AddIfAny("distH", GeometryDistance.Of(path.MeanGram, seli.MeanGram))
            .AddIfAny("distZ", GeometryDistance.Of(path.Logits, seli.Logits));

        // Below the smallest double, lambda and so the objective cannot be written down.
        return prediction.AddIfAny("objective", path.LogInverseLambda < 700 ? path.Objective : null)
            .AddAll(new Prediction { { "logits", path.Logits }, { "WWT", path.ClassifierGram }, { "HTH", path.MeanGram } });
    }
}
