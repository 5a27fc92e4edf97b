using NCVerify.Theory;

namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-02. Class-dependent temperatures have a closed-form geometry, and the root of the class size makes it self-dual in direction, not an ETF</summary>
public sealed class ClassDependentTemperature : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-02";

    /// <inheritdoc/>
    public override string Title => "Class-dependent temperatures have a closed-form geometry, and the root of the class size makes it self-dual in direction, not an ETF";

    /// <inheritdoc/>
    protected override string Place => "That closed forms exist is confirmed by the abstract; the formulas were derived here, for any class sizes";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        With class-dependent temperatures $\delta_c>0$ (the logits are $\delta_c z_c$) the limit of small ridge is the separation problem
        $$\min_{W,H}\;\frac{1}{2}\lVert W\rVert_F^2+\frac{1}{2}\lVert H\rVert_F^2\quad\text{subject to}\quad (\delta_{y_i}w_{y_i}-\delta_c w_c)\cdot h_i\ge 1\;\text{ for all } i \text{ and all } c\ne y_i .$$
        With $\Lambda=\operatorname{diag}(1/\delta_1,\ldots,1/\delta_K)$, $E=D\Lambda^2$, $v=\Lambda\mathbf{1}/\lVert\Lambda\mathbf{1}\rVert$ and $Q=I-vv^{\top}$ its minimisers are exactly, up to one rotation,
        $$WM=Q\Lambda,\quad WW^{\top}=(QEQ)^{1/2},\quad M^{\top}M=\Lambda\,(QEQ)^{\dagger/2}\,\Lambda,$$
        with the value $\operatorname{tr}(QEQ)^{1/2}$; the multipliers are the entries of $-M^{\top}M$ off the diagonal, all positive. If $\delta_c=\sqrt{n_c}$, then $WW^{\top}=I-vv^{\top}$, which is no ETF unless classes are balanced, and $\mu_c=w_c/\delta_c$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; no bias; any class sizes and any $\\delta>0$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The label-dependent form with the same numbers: for $n=(100,100,1,1)$ and $\\delta_c=\\sqrt{n_c}$ its classifiers form an ETF, those of the class-dependent form do not (the minority cosine is $-0.98$ instead of $-1/3$).";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "With $\\delta_c=\\sqrt{n_c}$ label-dependent temperatures give an ETF and class-dependent ones do not: for $n=(100,100,1,1)$ two minority classifiers are nearly opposite, at the cosine $-0.9804$. They are however exactly self-dual in direction.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, new("delta", "class-dependent temperatures, one positive number per class")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int[] sizes, double[] delta) = SizesAndTemperatures(parameters);
        return Quantities(CostSensitiveSeli.OfClasses([.. sizes.Select(n => (double)n)], delta));
    }
}
