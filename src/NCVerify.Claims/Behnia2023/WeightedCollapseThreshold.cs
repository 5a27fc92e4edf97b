namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-05. With class weights, equal classes merge at their weight times the root of their size; inverse frequencies make majorities merge first</summary>
public sealed class WeightedCollapseThreshold : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-05";

    /// <inheritdoc/>
    public override string Title => "With class weights, equal classes merge at their weight times the root of their size; inverse frequencies make majorities merge first";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the losses that the paper studies";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W,H$ minimise $\sum_i\omega_{y_i}\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$. Two or more classes of the same size $n_c$ and weight $\omega_c$ have identical classifiers and identical class means if and only if
        $$\lambda\ge\omega_c\sqrt{n_c}.$$
        So plain cross-entropy ($\omega=1$) merges minorities first, inverse frequencies ($\omega=1/n$) merge majorities first, at $\lambda=n_{\max}^{-1/2}$, and $\omega=n^{-1/2}$ merges all at $\lambda=1$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => [EnoughDimensions, "At least two classes share size and weight."];

    /// <inheritdoc/>
    public override string Control => "One per mille below the threshold the difference of the two classifiers is clearly positive.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Inverse-frequency weights exchange minority collapse for majority collapse: with $n=(10,10,2,2)$ and $\\omega=1/n$ the majorities merge from $\\lambda=0.3162$ on, the minorities from 0.7071 on.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("nC", "size of the classes that merge, positive"),
        new("omegaC", "their loss weight, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) =>
        new() { { "lambdaSum", parameters.Positive("omegaC") * Theory.SeliThresholds.Merge(parameters.Positive("nC")) } };
}
