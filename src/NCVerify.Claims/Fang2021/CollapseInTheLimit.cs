using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-3. Minority classifiers become parallel as the imbalance grows</summary>
public sealed class CollapseInTheLimit : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-3";

    /// <inheritdoc/>
    public override string Title => "Minority classifiers become parallel as the imbalance grows";

    /// <inheritdoc/>
    protected override string Place => "Minority collapse as commonly stated, for the limit of infinite imbalance";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + TwoClusters + "\n" + """
        With $K_A$, $K_B$, $E_W$ and $E_H$ fixed, $w_k-w_{k'}\to 0$ as $R\to\infty$ for any two minority classes $k$ and $k'$. (By LPM-4 the difference is zero from a finite $R$ on.) On the way
        $$\lVert w_k-w_{k'}\rVert^2=\frac{2K E_W}{\rho}\,a_B .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Two class sizes; $K_B\\ge 2$; $d\\ge K-1$; no bias."];

    /// <inheritdoc/>
    public override string Control => "Majority classes: their classifiers do not approach each other; at the largest ratio $\\lVert w_k-w_{k'}\\rVert^2$ is above $1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ClusterParameters, new("R", "imbalance ratio, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        PeeledThreshold threshold = Threshold(parameters);
        (TwoClusterLogits z, _) = threshold.At(parameters.Positive("R"));
        double factor = 2 * (threshold.Majority + threshold.Minority) * parameters.Number("EW") / threshold.Radius;
        return new Prediction { { "minorityDistance2", factor * z.ContrastB } }
            .AddIfAny("majorityDistance2", threshold.Majority > 1 ? factor * z.ContrastA : null);
    }
}
