namespace NCVerify.Claims.Wei2022;

/// <summary>PROTO-01. Nearest prototypes ignore class priors; logistic regression moves its threshold toward the minority by their log ratio</summary>
public sealed class PrototypesIgnorePriors : Claim
{
    /// <inheritdoc/>
    public override string Id => "PROTO-01";

    /// <inheritdoc/>
    public override string Title => "Nearest prototypes ignore class priors; logistic regression moves its threshold toward the minority by their log ratio";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Wei2022, "The abstract claims balanced predictions given the embedding; this testable form was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let a feature on the axis of two class means be $N(\pm\mu,\sigma^2)$ with priors in the ratio $R$ to 1 for $+\mu$ and $-\mu$. The threshold between the classes is, relative to the midpoint,
        $$-\frac{\sigma^2}{2\mu}\log R\;\text{ for logistic regression (population)},\quad 0\;\text{ for the nearest class mean, for every } R .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Two classes of equal variance; population limits, approached with the root of the number of samples.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Balanced priors: for $R=1$ the logistic threshold is at the midpoint, not where $R=10$ puts it.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The bias of a linear head has an exact size, $\\frac{\\sigma^2}{2\\mu}\\log R$: 1.151 for $R=10$ and unit $\\mu,\\sigma$. At SELI both rules agree on segments between class means (SELI-12), so the difference exists only off the training means.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("R", "ratio of the priors, at least 1"),
        new("mu", "half the distance of the class means, positive"),
        new("s2", "variance, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double ratio = parameters.Number("R"), mu = parameters.Positive("mu"), variance = parameters.Positive("s2");
        return ratio >= 1
            ? new() { { "logistic", -variance / (2 * mu) * Math.Log(ratio) }, { "ncm", 0 } }
            : throw new ParameterException("R", "Parameter 'R' is the ratio of the priors, at least 1.");
    }
}
