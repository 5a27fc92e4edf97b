using NCVerify.Theory;

namespace NCVerify.Claims.Ji2021;

/// <summary>ULPM-5. Gradient descent with steps in proportion to 1/loss follows the flow to the largest normalised margin</summary>
public sealed class DiscreteDescent : Claim
{
    /// <inheritdoc/>
    public override string Id => "ULPM-5";

    /// <inheritdoc/>
    public override string Title => "Gradient descent with steps in proportion to 1/loss follows the flow to the largest normalised margin";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "The discrete counterpart of the flow; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each and $L(W,H)=\sum_i\operatorname{CE}(Wh_i,y_i)$, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$ (sum loss, no penalty). From generic starts, gradient descent with steps
        $$\eta=\frac{1}{L\,(1+\lVert W\rVert_F^2+\lVert H\rVert_F^2)}$$
        separates the samples, its least margin $s$ grows without bound, and
        $$\frac{s}{\frac{1}{2}(\lVert W\rVert_F^2+\lVert H\rVert_F^2)}\to\frac{1}{\sqrt{n}\,(K-1)} .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Balanced classes; $d\\ge K$; no bias; generic starts in a dimension above $K-1$ (in dimension $K-1$ some linger at other directions, ULPM-4); observed, not proved."];

    /// <inheritdoc/>
    public override string Control => "A fixed step of $0.01$: after as many steps the normalised margin is short of its limit by more than five per cent.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Flow];

    /// <inheritdoc/>
    public override string SingleOracleReason => "A statement about the dynamics of one algorithm: only running it can test it.";

    /// <inheritdoc/>
    public override string Finding => "Steps in proportion to $1/L$ make the limit visible: margins in the hundreds and a normalised margin within $10^{-3}$ of its limit after $10^{4}$ steps.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        return new() { { "maxNormalisedMargin", new BalancedSeparation(classes, perClass).NormalisedMargin } };
    }
}
