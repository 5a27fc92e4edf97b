using NCVerify.Theory;

namespace NCVerify.Claims.Ji2021;

/// <summary>ULPM-4. Limit directions that are not global exist, and flows leave them only polynomially in log t</summary>
public sealed class NonGlobalDirections : Claim
{
    /// <inheritdoc/>
    public override string Id => "ULPM-4";

    /// <inheritdoc/>
    public override string Title => "Limit directions that are not global exist, and flows leave them only polynomially in log t";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "What convergence to stationary directions leaves open; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K=4$ with one sample per class, and let $w_k=h_k=\sqrt{s}\left(\cos\frac{k\pi}{2},\cos\frac{(k-1)\pi}{2}\right)$, in $\mathbb{R}^d$ for any $d\ge 2$. The direction is stationary for the margin problem (a KKT point): all active multipliers are equal, and $A=\sum_k\sum_{j}\lambda_{jk}(e_k-e_j)e_k^{\top}$ over adjacent $j$ has spectral norm $2$ where $1$ would be needed for a global one. Its normalised margin is
        $$\frac{\gamma}{\gamma^{+}}=\frac{3}{4},\quad\gamma=\frac{\min_{i,c\ne y_i}(w_{y_i}-w_c)\cdot h_i}{\frac{1}{2}(\lVert W\rVert_F^2+\lVert H\rVert_F^2)},\quad\gamma^{+}=\frac{1}{K-1} ,$$
        and gradient flow on the sum of cross-entropies that starts there stays there. A perturbation of relative size $\epsilon$ outside the plane grows relative to the rest like $s^{1/2}$ only, $s$ the least margin: of two starts on the same invariant manifold none leaves before $\log t$ is of order $\epsilon^{-2}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["$K=4$, one sample per class; no penalty, no bias; $d\\ge 3$ for the perturbation."];

    /// <inheritdoc/>
    public override string Control => "Random starts in dimension 5: at margin 300 the flow has $\\gamma/\\gamma^{+}$ above $0.99$ where the square has $0.75$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding => "Convergence to a stationary direction does not give neural collapse by itself: the square has $\\gamma/\\gamma^{+}=0.75$, and a perturbation of $10^{-3}$ still shows $0.75$ at margin 300. In dimension $K-1=3$ two of eight Gaussian starts linger there as well ($0.757$ and $0.773$ at margin 300), in dimension 5 none of eight.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("s", "squared length of the vectors, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double scale = parameters.Positive("s");
        return new()
        {
            { "margin", scale },
            { "energy", 4 * scale },
            { "normalisedMargin", 0.25 },
            { "maxNormalisedMargin", new BalancedSeparation(4, 1).NormalisedMargin },
            { "marginRatio", 0.75 },
            { "dualNorm", 2 },
            { "growthExponent", 0.5 },
        };
    }
}
