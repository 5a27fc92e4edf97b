using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-04. The dual of the separation problem is solved in closed form, by strictly positive multipliers</summary>
public sealed class SeliDualCertificate : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-04";

    /// <inheritdoc/>
    public override string Title => "The dual of the separation problem is solved in closed form, by strictly positive multipliers";

    /// <inheritdoc/>
    protected override string Place => "Commonly stated for step imbalance (the paper's text was not at hand); the closed form and its sign for every class-size vector were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Separation + "\n" + """
        The dual is to maximise $\sum_i\sum_{c\ne y_i}\beta_{c,i}$ over $\beta\ge 0$ with $\lVert B\rVert_2\le 1$, where $B_{c,i}=-\beta_{c,i}$ for $c\ne y_i$ and $B_{y_i,i}=\sum_{c\ne y_i}\beta_{c,i}$.
        With $S=(PDP)^{\dagger/2}$ its unique solution is
        $$B=SY,\quad\text{that is}\quad \beta_{c\mid j}=-S_{cj}>0\;\text{ for a sample of class } j,$$
        because $SDS=P$, $\langle B,\hat{Z}\rangle=\lVert\hat{Z}\rVert_{\text{nuc}}$, and $(PDP)^{\dagger}$ is an irreducible singular M-matrix, so that its square root has strictly negative entries off the diagonal. Under step imbalance
        ($m$ classes of size $R\nu$, $k$ of size $\nu$, $\rho=k/K$, $\bar{\rho}=m/K$, $x=R\rho+\bar{\rho}$; $a\ne a'$ majorities, $b\ne b'$ minorities)
        $$\beta_{aa'}=\frac{1/\sqrt{R}-\rho/\sqrt{x}}{m\sqrt{\nu}},\quad \beta_{bb'}=\frac{1-\bar{\rho}/\sqrt{x}}{k\sqrt{\nu}},\quad \beta_{ab}=\beta_{ba}=\frac{1}{K\sqrt{\nu x}}.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Any class sizes $n_k\\ge 1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The certificate of balanced classes does not do: for $n=(10,10,1,1)$ the feasible point $B=\\hat{Z}/\\lVert\\hat{Z}\\rVert_2$ has the value 5.2178, short of the optimum 6.5075.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Strict feasibility of the dual certificate needs no step imbalance: over 5000 random class-size vectors ($K$ up to 12, sizes up to $10^6$) every off-diagonal entry of $S$ is negative, and $SDS=P$ to $6\\cdot 10^{-9}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (!Read.IsStep(parameters))
        {
            var seli = new Seli(Read.Sizes(parameters));
            return new() { { "bUpper", seli.Multipliers.Upper() }, { "multipliers", seli.Multipliers } };
        }

        StepGram means = new SeliStep(Read.Step(parameters)).Means;
        return new Prediction().AddIfAny("bMajMaj", -means.MajMaj).AddIfAny("bMinMin", -means.MinMin).AddIfAny("bMajMin", -means.MajMin);
    }
}
