using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-5. Reweighting minority losses and duplicating minority samples have different thresholds</summary>
public sealed class TwoRemedies : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-5";

    /// <inheritdoc/>
    public override string Title => "Reweighting minority losses and duplicating minority samples have different thresholds";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let $K_A$ classes have $n_A$ and $K_B\ge 2$ have $n_B$ samples, and $N_w=K_A n_A+wK_B n_B$. If the loss of every minority sample counts $w$ times (mean over $N_w$), or minority samples are duplicated $w$ times and share the feature of the original, minority classes coincide if and only if
        $$\lambda\ge\frac{w\sqrt{n_B}}{N_w} ;$$
        if every duplicate has a feature of its own, if and only if
        $$\lambda\ge\frac{\sqrt{w n_B}}{N_w} .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["$\\lambda_W,\\lambda_H>0$; $d\\ge K-1$; every sample's feature is penalised, shared features once."];

    /// <inheritdoc/>
    public override string Control => "The other remedy's threshold: one per cent above $\\sqrt{wn_B}/N_w$ the reweighted minority classes still differ.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The two remedies differ by a factor of $\\sqrt{w}$ in the penalty at which minorities collapse, because own features of duplicates are penalised again: for $n=(20,20,5,5)$ and $w=4$, $0.1118$ against $0.0559$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ClusterParameters, new("weight", "w, positive: loss weight, or copies of every minority sample")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        TwoClusterMinimum plain = Clusters(parameters);
        double weight = parameters.Positive("weight"), total = (plain.A * plain.SizeA) + (weight * plain.B * plain.SizeB);
        return new()
        {
            { "effectiveN", total },
            { "thresholdReweighted", weight * Math.Sqrt(plain.SizeB) / total },
            { "thresholdOversampledShared", weight * Math.Sqrt(plain.SizeB) / total },
            { "thresholdOversampledOwn", Math.Sqrt(weight * plain.SizeB) / total },
            { "thresholdPlain", plain.MergeB },
        };
    }
}
