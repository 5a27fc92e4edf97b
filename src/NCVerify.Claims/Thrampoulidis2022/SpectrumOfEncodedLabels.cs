using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-01. The singular values of the encoded labels come from PDP, whose pseudo-inverse is explicit, for any class sizes</summary>
public sealed class SpectrumOfEncodedLabels : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-01";

    /// <inheritdoc/>
    public override string Title => "The singular values of the encoded labels come from PDP, whose pseudo-inverse is explicit, for any class sizes";

    /// <inheritdoc/>
    protected override string Place => "The SEL matrix is the paper's; the pseudo-inverse identity was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        The nonzero singular values of $\hat{Z}$ are the square roots of the $K-1$ nonzero eigenvalues of $PDP$, its left singular vectors are eigenvectors of $PDP$,
        all orthogonal to $\mathbf{1}$, and
        $$(PDP)^{\dagger}=D^{-1}-\frac{D^{-1}\mathbf{1}\mathbf{1}^{\top}D^{-1}}{\mathbf{1}^{\top}D^{-1}\mathbf{1}},\quad \lVert\hat{Z}\rVert_{\text{nuc}}=\operatorname{tr}(PDP)^{1/2}.$$
        A size shared by $g$ classes is an eigenvalue with multiplicity $g-1$; the other eigenvalues $s$ are the roots of $\sum_{k}\frac{1}{n_k-s}=0$, one strictly
        between any two neighbouring sizes.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes $n_k\\ge 1$, $K\\ge 2$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "An identity always holds, so the object is perturbed: for $n=(9,4,1)$, with the first size off by one per cent in $D^{-1}$, the product of the explicit matrix with $PDP$ differs from $P$ by more than $10^{-4}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding =>
        "The pseudo-inverse of $PDP$ is explicit for every class-size vector: a weighted complete-graph Laplacian with weights proportional to $\\frac{1}{n_i n_j}$. This one identity carries the results beyond step imbalance (SELI-03 to SELI-05).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var spectrum = new CentredSizes(Read.SizesOrStep(parameters));
        double[] values = [.. spectrum.Eigenvalues.Select(Math.Sqrt)];
        return new()
        {
            { "singularValues", values },
            { "nuclearNorm", values.Sum() },
            { "pseudoInverse", spectrum.PseudoInverse() },
        };
    }
}
