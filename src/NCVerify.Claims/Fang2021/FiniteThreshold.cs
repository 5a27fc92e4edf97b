using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>LPM-4. Minority classifiers coincide exactly from a finite, computable imbalance ratio on</summary>
public sealed class FiniteThreshold : PeeledClaim
{
    /// <inheritdoc/>
    public override string Id => "LPM-4";

    /// <inheritdoc/>
    public override string Title => "Minority classifiers coincide exactly from a finite, computable imbalance ratio on";

    /// <inheritdoc/>
    protected override string Place => "The collapse is commonly stated as a limit, with thresholds seen in experiments; the exact threshold was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + TwoClusters + "\n" + """
        If $K_B\ge 2$, all minority classifiers coincide, and all minority features, if and only if $\nu\ge 1$, that is $R\ge R_0$, where $R_0$ with $a_B=0$ and $\nu=1$ solves
        $$R_0\left(K_A p_1+K_B p_2\right)=1,\quad \frac{\partial}{\partial t_i}\left(R_0\sum_A\operatorname{CE}+\sum_B\operatorname{CE}\right)=-\frac{t_i}{\tau},\quad (K_A-1)a_A+\tau=\rho ,$$
        $p_1$ and $p_2$ being the probabilities that a majority sample gives to each other majority and to each minority class (without the first equation and $a_A$ if $K_A=1$). $R_0$ depends on $K_A$, $K_B$ and $\rho$ only.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Two class sizes; $K_B\\ge 2$; $d\\ge K-1$; no bias.",
        "That $\\nu$ grows with $R$, so that there is one $R_0$, was observed (25 ratios in three settings), not proved.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One per cent below $R_0$ the minority classifiers differ: the cosine is at most 0.98, and $\\lVert w_i-w_j\\rVert^2$ above $10^{-3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Minority collapse is exact at a finite ratio, not a limit only: $R_0=3.3805$ for $K=4$, $K_A=2$, $E_W=E_H=1$, and $12.192$ for $K=10$, $K_A=5$, $E_W=1$, $E_H=5$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => ClusterParameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        PeeledThreshold threshold = Threshold(parameters);
        return new()
        {
            { "rho", threshold.Radius },
            { "R0", threshold.Ratio },
            { "aA", threshold.Point.ContrastA },
            { "t1", threshold.Point.Mean1 },
            { "t2", threshold.Point.Mean2 },
            { "CEMajority", threshold.Point.LossA },
            { "CEMinority", threshold.Point.LossB },
            { "RAt0p5R0", Below(threshold, 0.5) },
            { "RAt0p9R0", Below(threshold, 0.9) },
        };
    }

    // Half of R_0 can be a ratio below 1, where majority and minority change roles; the equations still hold.
    private static Quantity.Group Below(PeeledThreshold threshold, double share)
    {
        (TwoClusterLogits z, double multiplier) = threshold.At(share * threshold.Ratio);
        return new(new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["R"] = share * threshold.Ratio,
            ["aA"] = z.ContrastA,
            ["aB"] = z.ContrastB,
            ["t1"] = z.Mean1,
            ["t2"] = z.Mean2,
            ["muOverNBUnit"] = multiplier,
            ["cosMinorityClassifiers"] = z.CosineB(1, 1),
        });
    }
}
