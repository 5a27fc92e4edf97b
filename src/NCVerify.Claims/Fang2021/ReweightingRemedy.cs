using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-6. Weighting minority losses by w is the problem with imbalance R/w</summary>
public sealed class ReweightingRemedy : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-6";

    /// <inheritdoc/>
    public override string Title => "Weighting minority losses by w is the problem with imbalance R/w";

    /// <inheritdoc/>
    protected override string Place => "Oversampling as a remedy is commonly stated; the exact equivalence was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + TwoClusters + "\n" + """
        If the loss of every minority sample counts $w$ times, or every minority sample is duplicated $w$ times, the solutions are those of the ratio $R/w$. Minority classifiers coincide if and only if $w\le R/R_0$, and for $w=R$ the classifiers are a simplex ETF again.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Two class sizes; $K_B\\ge 2$; $d\\ge K-1$; no bias; features averaged per class in the constraint, as in the model."];

    /// <inheritdoc/>
    public override string Control => "Weights for another ratio: $w=10$ at $R=20$ does not restore the ETF.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "In this model reweighting and duplicating are the same remedy, with the exact switch $w=R/R_0$; with a penalty on every sample's feature they are not (HL-5).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ClusterParameters, new("R", "imbalance ratio, positive"), new("weight", "weight w of minority losses, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        PeeledThreshold threshold = Threshold(parameters);
        (double ratio, double weight) = (parameters.Positive("R"), parameters.Positive("weight"));
        (TwoClusterLogits z, _) = threshold.At(ratio / weight);
        return new()
        {
            { "effectiveRatio", ratio / weight },
            { "criticalWeight", ratio / threshold.Ratio },
            { "etfWeight", ratio },
            { "minorityCollapsed", ratio / weight >= threshold.Ratio },
            { "cosMinorityClassifiers", z.CosineB(1, 1) },
            { "Z", z.Logits },
        };
    }
}
