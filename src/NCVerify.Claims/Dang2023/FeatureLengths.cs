namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C6. Feature lengths are bounded by the feature penalty alone, and shrink with class size as soon as there are two layers</summary>
public sealed class FeatureLengths : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C6";

    /// <inheritdoc/>
    public override string Title => "Feature lengths are bounded by the feature penalty alone, and shrink with class size as soon as there are two layers";

    /// <inheritdoc/>
    protected override string Place => "Follows from the closed forms; worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        At every minimiser, for every depth $M\ge 1$ and every active class, with $q_k$ the norm of row $k$ of $W_M\cdots W_1$,
        $$\lVert h_k\rVert=\frac{q_k}{q_k^2+N\lambda_H}\le\frac{1}{2\sqrt{N\lambda_H}},\quad \left(W_M\cdots W_1\right)_k=(q_k^2+N\lambda_H)h_k,\quad \left(W_M\cdots W_1\bar{H}\right)_{kk}=\frac{q_k^2}{q_k^2+N\lambda_H}.$$
        With $N$ fixed, $q_k$ increases with $n_k$. For $M=1$, $\lVert h_k\rVert$ increases with $n_k$ up to $n_k=4N^2\lambda_1\lambda_H$, where it attains the bound, and then decreases; for $M\ge 2$ it decreases over the whole active range.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; linear layers; no bias; all widths at least $K$; positive penalties; comparisons between classes of one problem.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One layer and a minority below $4N^2\\lambda_1\\lambda_H$: for $n=(9,4,2)$ and $N^2\\lambda_1\\lambda_H=1.2$ feature lengths do not decrease with class size.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "With two or more layers minority features are always longer than majority features; with one layer this holds only above 4 times the collapse size. The bound $\\frac{1}{2\\sqrt{N\\lambda_H}}$ does not depend on depth, sizes or classifier penalties.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("N", "number of samples in all, positive"),
        Take.LambdaH,
        new("productSingularValueQ", "norm q of the class's row of the product of all layers, not negative"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double level = parameters.Positive("N") * parameters.Positive("lambdaH"), q = parameters.Number("productSingularValueQ");
        return q < 0
            ? throw new ParameterException("productSingularValueQ", "Parameter 'productSingularValueQ' must not be negative.")
            : new()
            {
                { "hNorm", q / ((q * q) + level) },
                { "hNormMax", 1 / (2 * Math.Sqrt(level)) },
                { "wOverH", (q * q) + level },
                { "logit", q * q / ((q * q) + level) },
            };
    }
}
