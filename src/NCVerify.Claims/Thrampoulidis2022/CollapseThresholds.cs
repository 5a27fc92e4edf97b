using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-15. As the ridge grows, equal classes merge at the square root of their size, then minorities vanish, then everything</summary>
public sealed class CollapseThresholds : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-15";

    /// <inheritdoc/>
    public override string Title => "As the ridge grows, equal classes merge at the square root of their size, then minorities vanish, then everything";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper; the same scaling is commonly stated for related models";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W,H$ minimise $\sum_i \operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$ (sum loss, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$, no bias). Then
        $W=H=0$ if and only if $\lambda\ge\lVert\hat{Z}\rVert_2=\sqrt{\lambda_{\max}(PDP)}$, and two or more classes of the same size $n_c$ have identical classifiers and identical features if and only if
        $$\lambda\ge\sqrt{n_c}.$$
        Under step imbalance ($m\ge 2$ classes of size $R\nu$, $k$ of size $\nu$) the minority classifiers and features are all zero if and only if $\lambda\ge\lambda_g$, where $\lambda_g$ and $\alpha$ solve
        $$\lambda_g^2=\nu\left(RkK\pi_3^2+\frac{m}{K}\right),\quad m\pi_2+k\pi_3=\frac{\lambda_g}{\sqrt{R\nu}},$$
        $$\pi_2=\frac{\exp(-\alpha/m)}{T},\quad \pi_3=\frac{1}{T},\quad T=\exp(\alpha(1-1/m))+(m-1)\exp(-\alpha/m)+k .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; no bias; sum loss (with a mean loss, $\\lambda_{\\text{sum}}=N\\lambda_{\\text{mean}}$).",
        "The group threshold assumes $\\lambda_g>\\sqrt{\\nu}$, which held in all 1176 settings tried with $m,k$ in 2 to 15 and $R$ up to 1000.",
        "With $\\lambda_W\\ne\\lambda_H$, $\\lambda=\\sqrt{\\lambda_W\\lambda_H}$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Two per cent below each threshold the same order parameter (difference of classifiers, norm of a minority, norm of all) is clearly positive, at least $10^{-3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Exact thresholds for every stage of the regularisation path; minority collapse is exact from $\\lambda=\\sqrt{n_{\\min}}$ on, and a second, implicitly given threshold makes all minority quantities vanish ($\\lambda_g=2.1108$ for $m=k=2$, $R=10$, $\\nu=1$).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        IReadOnlyList<double> sizes = Read.SizesOrStep(parameters);
        StepProfile? step = Read.IsStep(parameters) ? Read.Step(parameters) : StepProfile.TryFrom(sizes);
        var prediction = new Prediction { { "lamZero", SeliThresholds.Zero(sizes) } };
        double[] shared = [.. sizes.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => SeliThresholds.Merge(g.Key)).Order()];
        if (shared.Length > 0)
        {
            prediction.Add("lamMerge", shared);
        }

        if (step is null)
        {
            return prediction;
        }

        return prediction
            .AddIfAny("lamMinCollapse", step.Minority > 1 ? SeliThresholds.Merge(step.MinoritySize) : null)
            .AddIfAny("lamMajCollapse", step.Majority > 1 ? SeliThresholds.Merge(step.Ratio * step.MinoritySize) : null)
            .AddIfAny("lamGroup", SeliThresholds.Group(step));
    }
}
