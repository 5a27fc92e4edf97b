using NCVerify.Theory;

namespace NCVerify.Claims.HaoChen2021;

/// <summary>SC-05. The supervised spectral contrastive loss gives an orthogonal frame of lengths that depend on class sizes</summary>
public sealed class SpectralContrastiveFrame : Claim
{
    /// <inheritdoc/>
    public override string Id => "SC-05";

    /// <inheritdoc/>
    public override string Title => "The supervised spectral contrastive loss gives an orthogonal frame of lengths that depend on class sizes";

    /// <inheritdoc/>
    public override Source Source => new(Papers.HaoChen2021, "The loss of the paper with positives of the same class; the minimum was derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_c n_c$, with features $f_i\in\mathbb{R}^d$ (not normalised), Gram matrix $G_{ij}=f_i\cdot f_j$, and
        $$\mathcal{L}=-2\,\mathbb{E}\left[f\cdot f^{+}\right]+\mathbb{E}\left[(f\cdot f')^2\right],$$
        where $f,f'$ are two independent samples and $f^{+}$ is drawn independently from the class of $f$. With $B_{ij}=\frac{1}{n_c}$ if $i$ and $j$ are both in class $c$, otherwise 0,
        $$\mathcal{L}=\left\lVert \frac{1}{N}G-B\right\rVert_F^2-K .$$
        So for any class sizes the minimum is $-K$, attained exactly if classes collapse, class means are orthogonal, and $\lVert f_i\rVert^2=\frac{N}{n_{y_i}}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K$; any class sizes.",
        "Positives may coincide with their anchor (independent draws).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Dimension $d=K-1$: for $n=(10,10,3,3)$ the best value is $-3$, and the Gram matrix is not that of the frame.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "An exact identity gives the minimum $-K$ for any class sizes; rare classes have the longer features, $\\lVert f_c\\rVert^2=N/n_c$, which is $2.6$ and $8.67$ for $n=(10,10,3,3)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        return new()
        {
            { "min", -(double)sizes.Length },
            { "fNorm2", SpectralMinimum.Lengths2(sizes) },
        };
    }
}
