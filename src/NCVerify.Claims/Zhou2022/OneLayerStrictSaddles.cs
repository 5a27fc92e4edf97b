using NCVerify.Theory;

namespace NCVerify.Claims.Zhou2022;

/// <summary>MSE-H1. One layer, squared error: every critical point fits a subset of the classes, and is a strict saddle unless it is global</summary>
public sealed class OneLayerStrictSaddles : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-H1";

    /// <inheritdoc/>
    public override string Title => "One layer, squared error: every critical point fits a subset of the classes, and is a strict saddle unless it is global";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhou2022, "Extends their strict-saddle property to any class sizes and to bottlenecks, with exact curvatures; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have distinct sizes $n_k$, $N=\sum_kn_k$, and consider $\frac{1}{2N}\lVert WH-Y\rVert_F^2+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with any dimension $d$. Up to rotation the critical points are the subsets $A$ of classes with $n_k>N^2\lambda_W\lambda_H$, at most $d$ of them: classes of $A$ are fitted as at the minimum of MSE-C1, the others are zero. With $r=\sqrt{\lambda_H/\lambda_W}$ the smallest Hessian eigenvalue is the least of 0 and, for $j\in A$, $k\notin A$,
        $$\frac{1}{N}\left(\sqrt{n_j}\,\frac{r+r^{-1}}{2}-\sqrt{n_j\left(\frac{r^{-1}-r}{2}\right)^2+n_k}\right),\quad\text{negative if and only if}\quad n_k>n_j,$$
        and, if $A$ has fewer than $d$ classes,
        $$\frac{\lambda_W+\lambda_H}{2}-\sqrt{\frac{(\lambda_W-\lambda_H)^2}{4}+\frac{n_k}{N^2}} .$$
        So every critical point that is not a global minimiser has a direction of negative curvature, also in a bottleneck.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Distinct class sizes; one layer; no bias; any $d\\ge 1$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control => "Two layers: zero is a local minimum there, its smallest eigenvalue 0.01 is positive although a lower point exists.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The strict-saddle property holds for any class sizes and any $d$, also below $K$, and the most negative curvature is explicit at all of the (at most $2^K$) critical points.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        new("d", "feature dimension, at least 1"),
        Take.LambdaW,
        Take.LambdaH,
        new("active", "indices of the fitted classes, counted from 0; an empty list is the origin"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum model = DeepLinear.Minimum(parameters, freeBias: false);
        int[] sizes = Read.Sizes(parameters);
        int dimension = parameters.Integer("d", 1);
        int[] active = [.. parameters.List("active").Select(x => (int)x).Distinct()];
        if (active.Length > dimension || active.Any(k => k < 0 || k >= sizes.Length || model.Fit(sizes[k]).Status != FitStatus.Active))
        {
            throw new ParameterException("active", "Parameter 'active' must list at most d classes, each by its index and larger than N^2 lambdaW lambdaH; otherwise there is no such critical point.");
        }

        double lambdaW = parameters.Positive("lambdaW"), lambdaH = parameters.Positive("lambdaH");
        double least = CriticalSubsets.OneLayerCurvature(sizes, active, dimension, lambdaW, lambdaH);
        return new()
        {
            { "lambdaMin", least },
            { "F", CriticalSubsets.Value(model, active) },
            { "global", least >= 0 },
            { "WHDiag", sizes.Select((n, k) => active.Contains(k) ? model.Fit(n).Fraction : 0).ToArray() },
        };
    }
}
