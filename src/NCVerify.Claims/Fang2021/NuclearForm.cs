namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-0. The layer-peeled model is a nuclear-norm ball, for any class sizes</summary>
public sealed class NuclearForm : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-0";

    /// <inheritdoc/>
    public override string Title => "The layer-peeled model is a nuclear-norm ball, for any class sizes";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Then $h_{k,i}$ depends on $k$ only, and $Z$ is the unique solution of
        $$\min_{Z}\;\sum_k\frac{n_k}{N}\operatorname{CE}(z_k,k)\quad\text{subject to}\quad\lVert Z\rVert_{\text{nuc}}\le\rho ,$$
        so that it depends on $E_W$ and $E_H$ through their product only. The Grams are functions of $Z$: with $M$ the class means of the features,
        $$WW^{\top}=\frac{K E_W}{\rho}(ZZ^{\top})^{1/2},\quad M^{\top}M=\frac{K E_H}{\rho}(Z^{\top}Z)^{1/2} .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Any class sizes; $d\\ge K-1$; no bias."];

    /// <inheritdoc/>
    public override string Control => "Energies of another product, $E_W E_H=1$ for $2$: the logits differ by more than $0.1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The non-convex model with two constraints is one convex problem in $K\\times K$ logits with a single parameter $\\rho$, for every $d\\ge K-1$ and any class sizes; features of a class coincide for uneven sizes too.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2"), .. Energies];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        (double energyW, double energyH) = (parameters.Positive("EW"), parameters.Positive("EH"));
        double radius = classes * Math.Sqrt(energyW * energyH);
        return new()
        {
            { "nuclearRadius", radius },
            { "wGramFactor", classes * energyW / radius },
            { "hGramFactor", classes * energyH / radius },
        };
    }
}
