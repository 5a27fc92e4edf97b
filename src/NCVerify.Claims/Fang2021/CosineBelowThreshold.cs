using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-5. Below the threshold the angle of minority classifiers follows from four scalars</summary>
public sealed class CosineBelowThreshold : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-5";

    /// <inheritdoc/>
    public override string Title => "Below the threshold the angle of minority classifiers follows from four scalars";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + TwoClusters + "\n" + """
        For two minority classes $i\ne j$
        $$\cos(w_i,w_j)=\frac{\tau K_A/K-a_B}{\tau K_A/K+(K_B-1)a_B},$$
        which is $-\frac{1}{K-1}$ at $R=1$ and $1$ for $R\ge R_0$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Two class sizes; $K_B\\ge 2$; $d\\ge K-1$; no bias."];

    /// <inheritdoc/>
    public override string Control => "The prediction for half the ratio: at $R=2$ the cosine is not that of $R=1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The angle between minority classifiers closes continuously, from $-\\frac{1}{K-1}$ at balance to $1$ at $R_0$; for $K=4$, $K_A=2$, $E_W=E_H=1$ the cosine is $-0.0698$ at half of $R_0$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ClusterParameters, new("R", "imbalance ratio, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        PeeledThreshold threshold = Threshold(parameters);
        double ratio = parameters.Positive("R");
        (TwoClusterLogits z, double multiplier) = threshold.At(ratio);
        return new()
        {
            { "R0", threshold.Ratio },
            { "aA", z.ContrastA },
            { "aB", z.ContrastB },
            { "t1", z.Mean1 },
            { "t2", z.Mean2 },
            { "muOverNBUnit", multiplier },
            { "minorityCollapsed", ratio >= threshold.Ratio },
            { "cosMinorityClassifiers", z.CosineB(1, 1) },
            { "Z", z.Logits },
            { "classifierRoot", z.RowRoot(1, 1) },
        };
    }
}
