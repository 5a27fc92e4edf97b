namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-2. The semidefinite relaxation is tight from dimension K - 1 on</summary>
public sealed class TightRelaxation : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-2";

    /// <inheritdoc/>
    public override string Title => "The semidefinite relaxation is tight from dimension K - 1 on";

    /// <inheritdoc/>
    protected override string Place => "The relaxation as commonly stated, there for dimensions of at least 2K; the sharper dimension was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        The relaxation in $X\succeq 0$ of order $2K$, with blocks $X_{11}$ (Gram of the features), $X_{22}$ (Gram of the classifiers) and $X_{21}=Z$,
        $$\min\;\sum_k\frac{n_k}{N}\operatorname{CE}(z_k,k)\quad\text{subject to}\quad\operatorname{tr}X_{11}\le K E_H,\quad\operatorname{tr}X_{22}\le K E_W,$$
        has the same minimum as the model for every $d\ge K-1$, because $\lVert Z\rVert_{\text{nuc}}\le\sqrt{\operatorname{tr}X_{11}\operatorname{tr}X_{22}}\le\rho$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Any class sizes; $d\\ge K-1$; no bias; features constant on classes (LPM-0)."];

    /// <inheritdoc/>
    public override string Control => "Dimension $d=K-2$: for $n=(6,5,3,2)$, $E_W=E_H=1$ the best of several starts stays above the relaxation's minimum.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "A dimension of $K-1$ is enough where $2K$ is usually assumed; no semidefinite solver is needed, since the dual of the nuclear-norm ball proves every factorised solution optimal for the relaxation too.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2"), .. Energies];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        return new()
        {
            { "dimensionSufficient", classes - 1 },
            { "nuclearRadius", classes * Math.Sqrt(parameters.Positive("EW") * parameters.Positive("EH")) },
        };
    }
}
