using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-2. Classes of equal size form clusters, and two clusters reduce to four scalars</summary>
public sealed class BlockStructure : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-2";

    /// <inheritdoc/>
    public override string Title => "Classes of equal size form clusters, and two clusters reduce to four scalars";

    /// <inheritdoc/>
    protected override string Place => "The block structure as commonly stated; the four scalars were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Then $Z$ does not change when classes of equal size are permuted: on such a cluster it is $aI+cJ$ (with $J$ all ones), between clusters it is constant, and $b$ is constant on clusters; $\mathbf{1}^{\top}Z=0$, and $\mathbf{1}^{\top}b=0$ for $\lambda_b>0$.
        For two clusters, $K_A$ classes of $n_A$ and $K_B$ of $n_B$ samples, without bias,
        $$Z=\begin{pmatrix}a_A P_A&0\\0&a_B P_B\end{pmatrix}+c\left(\frac{t_1}{\sqrt{K_A}}\mathbf{1}_A^{\top},\frac{t_2}{\sqrt{K_B}}\mathbf{1}_B^{\top}\right),\quad c=\sqrt{\frac{K_B}{K K_A}}\mathbf{1}_A-\sqrt{\frac{K_A}{K K_B}}\mathbf{1}_B,\quad P_A=I-\frac{1}{K_A}J,\quad P_B=I-\frac{1}{K_B}J,$$
        and the four scalars minimise the class losses plus $\lambda$ times
        $$\lVert ZD^{1/2}\rVert_{\text{nuc}}=(K_A-1)a_A\sqrt{n_A}+(K_B-1)a_B\sqrt{n_B}+\sqrt{n_A t_1^2+n_B t_2^2} .$$
        Classifiers and means follow from $Z$: $WW^{\top}=\sqrt{\lambda_H/\lambda_W}\,(ZDZ^{\top})^{1/2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$\\lambda_W,\\lambda_H>0$; no bias, or $\\lambda_b\\ge 0$ (for $\\lambda_b=0$, $b$ up to a multiple of $\\mathbf{1}$); $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One sample more in one class, $n=(21,20,5,5)$ at $\\lambda=0.02$: the blocks of $(20,20,5,5)$ are left by more than $10^{-3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. ClusterParameters, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        TwoClusterMinimum family = Clusters(parameters);
        double lambda = Read.Lambda(parameters), means = family.MeansVanish;
        TwoClusterLogits z = family.At(lambda);
        double nuclear = z.NuclearNorm(family.SizeA, family.SizeB);
        var prediction = new Prediction();
        return prediction
            .AddIfAny("minorityThreshold", family.B > 1 ? family.MergeB : null)
            .AddIfAny("majorityThreshold", family.A > 1 ? family.MergeA : null)
            .AddAll(new()
            {
                { "clusterMeanThreshold", means },
                { "minorityCollapsed", family.B > 1 && lambda >= family.MergeB },
                { "minorityZero", lambda >= family.MergeB && lambda >= means },
                { "aA", z.ContrastA },
                { "aB", z.ContrastB },
                { "t1", z.Mean1 },
                { "t2", z.Mean2 },
                { "zAOwn", z.OwnA },
                { "zAOtherA", z.OtherA },
                { "zAB", z.FromAToB },
                { "zBOwn", z.OwnB },
                { "zBOtherB", z.OtherB },
                { "zBA", z.FromBToA },
                { "CEA", z.LossA },
                { "CEB", z.LossB },
                { "nuclearNorm", nuclear },
                { "optimalObjective", (family.A * family.WeightA * z.LossA) + (family.B * family.WeightB * z.LossB) + (lambda * nuclear) },
                { "Z", z.Logits },
                { "classifierRoot", z.RowRoot(family.SizeA, family.SizeB) },
            });
    }
}
