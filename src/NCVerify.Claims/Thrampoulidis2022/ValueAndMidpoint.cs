using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-12. The optimal value is the nuclear norm of the encoded labels, and every linear boundary bisects the segment between class means</summary>
public sealed class ValueAndMidpoint : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-12";

    /// <inheritdoc/>
    public override string Title => "The optimal value is the nuclear norm of the encoded labels, and every linear boundary bisects the segment between class means";

    /// <inheritdoc/>
    protected override string Place => "Derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Separation + "\n" + """
        Its value is $\lVert\hat{Z}\rVert_{\text{nuc}}=\operatorname{tr}(PDP)^{1/2}$. At the optimum all margins are 1, so for any two classes $i\ne j$ and any imbalance
        $$(w_i-w_j)\cdot\left((1-t)\mu_i+t\,\mu_j\right)=0\;\iff\; t=\frac{1}{2} ;$$
        the linear classifier and the nearest class mean agree on these segments although $W$ and $M$ are not aligned.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "Any class sizes $n_k\\ge 1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "At a finite ridge the boundary is off the midpoint: for $n=(10,10,1,1)$, sum loss and $\\lambda=0.1$, the margins between a majority and a minority class are 4.548 and 4.226, so the boundary is at $t=0.518$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Imbalance moves no decision boundary between training class means in the separation problem: it is the exact midpoint for every class-size vector.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        var seli = new Seli(Read.SizesOrStep(parameters));
        return new() { { "value", seli.NuclearNorm }, { "margin", 1 }, { "boundary", 0.5 } };
    }
}
