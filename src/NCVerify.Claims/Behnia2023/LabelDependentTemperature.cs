using NCVerify.Theory;

namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-01. Label-dependent temperatures have a closed-form geometry; the root of the class size makes it an ETF for any imbalance</summary>
public sealed class LabelDependentTemperature : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-01";

    /// <inheritdoc/>
    public override string Title => "Label-dependent temperatures have a closed-form geometry; the root of the class size makes it an ETF for any imbalance";

    /// <inheritdoc/>
    protected override string Place => "That parameterisations can be tuned to symmetric geometries for any imbalance is confirmed by the abstract; the formulas were derived here, for any class sizes";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        With label-dependent temperatures $\delta_c>0$ (the sample loss is $\log(1+\sum_{c\ne y}\exp(-\delta_y(z_y-z_c)))$) the limit of small ridge is the separation problem
        $$\min_{W,H}\;\frac{1}{2}\lVert W\rVert_F^2+\frac{1}{2}\lVert H\rVert_F^2\quad\text{subject to}\quad \delta_{y_i}(w_{y_i}-w_c)\cdot h_i\ge 1\;\text{ for all } i \text{ and all } c\ne y_i .$$
        With $\Lambda=\operatorname{diag}(1/\delta_1,\ldots,1/\delta_K)$ and $E=D\Lambda^2$ its minimisers are exactly, up to one rotation,
        $$WM=P\Lambda,\quad WW^{\top}=(PEP)^{1/2},\quad M^{\top}M=\Lambda\,(PEP)^{\dagger/2}\,\Lambda,$$
        with the value $\operatorname{tr}(PEP)^{1/2}$. If $\delta_c\propto\sqrt{n_c}$, then $W$ is a simplex ETF with equal norms, the directions of the class means form a simplex ETF, and $\lVert\mu_c\rVert\propto n_c^{-1/2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; no bias; any class sizes and any $\\delta>0$.",
        "Cosines are taken without centring: $\\sum_c\\delta_c\\mu_c=0$, so subtracting the plain mean destroys the ETF angles.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "All $\\delta_c=1$ (plain cross-entropy) for $n=(100,100,1,1)$: the minority classifiers have the cosine 0.56, and the Gram is far from that of $\\delta_c=\\sqrt{n_c}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Label-dependent temperatures act as class sizes $n_c/\\delta_c^2$ in the geometry of the classifiers. One concrete tuning is exact for every class-size vector: $\\delta_c=\\sqrt{n_c}$ gives an exact ETF (error $10^{-13}$ on certified separators), with mean norms that stay unequal.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, new("delta", "label-dependent temperatures, one positive number per class")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int[] sizes, double[] delta) = SizesAndTemperatures(parameters);
        return Quantities(CostSensitiveSeli.OfLabels([.. sizes.Select(n => (double)n)], delta));
    }
}
