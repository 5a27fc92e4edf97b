using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-11. Classifiers and class means determine each other linearly, but are aligned only for balanced or two classes</summary>
public sealed class SeliSelfDuality : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-11";

    /// <inheritdoc/>
    public override string Title => "Classifiers and class means determine each other linearly, but are aligned only for balanced or two classes";

    /// <inheritdoc/>
    protected override string Place => "Derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Geometry + "\n" + """
        With $S=(PDP)^{\dagger/2}$, after the common rotation,
        $$w_c=\sum_j n_j S_{cj}\,\mu_j,\quad \mu_c=\sum_j S_{cj}\,w_j,$$
        $$\cos(w_c,\mu_c)=\frac{1-1/K}{\lVert w_c\rVert\lVert\mu_c\rVert},\quad \frac{\langle W,M^{\top}\rangle}{\lVert W\rVert_F\lVert M\rVert_F}=\frac{K-1}{\sqrt{\operatorname{tr}(PDP)^{1/2}\,\operatorname{tr}(PDP)^{\dagger/2}}}.$$
        For two classes of equal size $\cos(w_i-w_j,\mu_i-\mu_j)=1$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Self-duality as for balanced classes fails: for $n=(9,4,1)$ the Frobenius alignment of $W$ and $M^{\\top}$ is 0.9634, not 1.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "$W$ and $M$ are related by one explicit matrix at every imbalance, and each is aligned with the other only where $PDP\\propto P$; the alignment of differences of classifiers survives exactly between classes of equal size.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var seli = new Seli(Read.SizesOrStep(parameters));
        (double[] w, double[] h) = (seli.ClassifierGram.Diagonal(), seli.MeanGram.Diagonal());
        int k = seli.Classes;
        return new()
        {
            { "cosWcHc", w.Zip(h, (a, b) => PredictionExtensions.Cosine(1 - (1.0 / k), a, b)).ToArray() },
            { "frobAlignment", (k - 1) / Math.Sqrt(seli.NuclearNorm * seli.Spectrum.Eigenvalues.Sum(s => 1 / Math.Sqrt(s))) },
        };
    }
}
