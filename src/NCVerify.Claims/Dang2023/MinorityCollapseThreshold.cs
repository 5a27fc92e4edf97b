using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C4. A class collapses below a size of its own, continuously with one layer and in a jump with more</summary>
public sealed class MinorityCollapseThreshold : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C4";

    /// <inheritdoc/>
    public override string Title => "A class collapses below a size of its own, continuously with one layer and in a jump with more";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the jump and the second threshold were worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let all widths be at least $K$. At the minimum class $k$ has zero features, zero classifier and zero logits if and only if
        $$n_k<n_{\text{crit}}=\frac{M^2N(N\Lambda)^{1/M}}{(M-1)^{(M-1)/M}},$$
        for $M=1$ if and only if $n_k\le N^2\lambda_1\lambda_H$, where $N$ includes the class itself. At $n_{\text{crit}}$ its logit jumps from $0$ to $\frac{M-1}{M}$ (for $M=1$ it leaves zero continuously). A nonzero local minimum exists down to $n_{\text{spin}}=\frac{b}{b_{\text{spin}}}$, where its logit is $\frac{M-1}{2M}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; linear layers; no bias; all widths at least $K$; positive penalties, of which only the product $\\Lambda$ matters here.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A tenth of a per cent on the other side of the threshold the class is fitted to at least $\\frac{M-1}{M}$ instead of zero ($M=2,3$), or to 0.0005 ($M=1$).";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        new("M", "number of linear layers, at least 1"),
        new("lambdaProduct", "product of the penalties of all layers and of the features, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        int layers = parameters.Integer("M", 1);
        double product = parameters.Positive("lambdaProduct"), total = sizes.Sum(n => (double)n), b = SingularValueFit.Constant(layers, total, product);
        SingularValueFit[] fits = [.. sizes.Select(n => new SingularValueFit(layers, total, product, n))];
        return new()
        {
            { "bCrit", SingularValueFit.Critical(layers) },
            { "bSpin", SingularValueFit.Spinodal(layers) },
            { "nCrit", b / SingularValueFit.Critical(layers) },
            { "nSpin", b / SingularValueFit.Spinodal(layers) },
            { "jumpFraction", (layers - 1.0) / layers },
            { "spinodalFraction", (layers - 1.0) / (2.0 * layers) },
            { "WHDiag", fits.Select(f => f.Fraction).ToArray() },
            { "F", fits.Sum(f => f.Value) },
        };
    }
}
