using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-02. Under step imbalance the encoded labels have three singular values</summary>
public sealed class StepSpectrum : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-02";

    /// <inheritdoc/>
    public override string Title => "Under step imbalance the encoded labels have three singular values";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the paper was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Step + "\n" + """
        The singular values of $\hat{Z}$ are $\sqrt{R\nu}$ with multiplicity $m-1$, $\sqrt{\nu}$ with multiplicity $k-1$, and $\sqrt{\nu x}$ once, so that
        $$\lVert\hat{Z}\rVert_{\text{nuc}}=(m-1)\sqrt{R\nu}+(k-1)\sqrt{\nu}+\sqrt{\nu x}.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Step imbalance with $m,k\\ge 1$, $R\\ge 1$, $\\nu>0$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Class sizes that are no step profile: for $n=(50,20,7,3,1)$ the four singular values are all different, and no choice of $(m,k,R,\\nu)$ with $K=5$ gives them.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.Step;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        StepProfile profile = Read.Step(parameters);
        var seli = new SeliStep(profile);
        return new()
        {
            { "singularValueMaj", seli.SingularValueMaj },
            { "singularValueMin", seli.SingularValueMin },
            { "singularValueGroup", seli.SingularValueGroup },
            { "multiplicityMaj", profile.Majority - 1 },
            { "multiplicityMin", profile.Minority - 1 },
            { "nuclearNorm", seli.NuclearNorm },
        };
    }
}
