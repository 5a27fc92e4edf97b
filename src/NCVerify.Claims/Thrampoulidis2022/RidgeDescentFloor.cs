using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-19. Gradient descent with ridge ends at the finite-ridge geometry, at a known distance from SELI</summary>
public sealed class RidgeDescentFloor : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-19";

    /// <inheritdoc/>
    public override string Title => "Gradient descent with ridge ends at the finite-ridge geometry, at a known distance from SELI";

    /// <inheritdoc/>
    protected override string Place => "Makes their experiments on convergence with weight decay quantitative; the floor was worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Step + "\n" + """
        Let all entries of $W$ ($K\times d$) and $H$ ($d\times N$, one column per sample) start as independent Gaussians of deviation $0.1$ and follow plain gradient descent with a small fixed step on
        $$\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2,\quad 0<\lambda<\sqrt{\nu}.$$
        Descent ends at the minimum of SELI-13: features of a class coincide, and with $d(G,G')=\left\lVert G/\lVert G\rVert_F-G'/\lVert G'\rVert_F\right\rVert_F$ the distances to SELI,
        $$d_W=d\left(WW^{\top},(PDP)^{1/2}\right),\quad d_H=d\left(M^{\top}M,(PDP)^{\dagger/2}\right),\quad d_Z=d(WM,P),$$
        become those of the four equations at this $\lambda$: positive unless $R=1$ or $K=2$. SELI itself is approached only as $\lambda\to 0$, and then logarithmically (SELI-16).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Sum over samples, full batch, a step below the stability limit ($0.2/R$ with two samples per minority class).",
        "Tested from random starts; that descent escapes the saddles of WD-3 from almost every start is not proved here.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The same number of steps without ridge: at $R=10$ the distances are then above $0.25$, more than $0.1$ from those at $\\lambda=0.03$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "A trained distance to SELI that stops falling is no failure of the theory: with $m=k=2$, $R=10$, two samples per minority class and $\\lambda=0.03$ the floor is $d_W=0.1025$, $d_H=0.1719$, $d_Z=0.1517$, and descent meets it to six digits.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.Step, .. Take.SumLambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        StepProfile step = Read.Step(parameters);
        StepPath path = Read.Path(step, parameters);
        var seli = new Seli(step.Sizes);
        return new()
        {
            { "distW", GeometryDistance.Of(path.ClassifierGram, seli.ClassifierGram) },
            { "distH", GeometryDistance.Of(path.MeanGram, seli.MeanGram) },
            { "distZ", GeometryDistance.Of(path.Logits, seli.Logits) },
            { "objective", path.Objective },
            { "withinClassShare", 0.0 },
        };
    }
}
