using NCVerify.Theory;

namespace NCVerify.Claims.Garrod2024;

/// <summary>MSE-H5. Cross-entropy and deep linear layers: deep neural collapse, though not global, is a local minimum</summary>
public sealed class CollapseIsALocalMinimum : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-H5";

    /// <inheritdoc/>
    public override string Title => "Cross-entropy and deep linear layers: deep neural collapse, though not global, is a local minimum";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Garrod2024, "Theorem 4 states it for small penalties; here it is seen wherever collapse exists");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Let $M\ge 2$ and all widths be $d\ge K-1$. Wherever $\alpha$ exists, deep neural collapse is a critical point whose Hessian has no negative eigenvalue, and as zero eigenvalues only those of rotations between the layers, $M\left((K-1)d-\frac{K(K-1)}{2}\right)$ in number (and one more for the mean of a bias without penalty). At the smaller root of the equation for $\alpha$ the Hessian has a negative eigenvalue.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; two or more linear layers of equal widths; no bias or one without penalty.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control => "The smaller root, for $K=4$, $M=2$, $\\lambda=0.02$: a critical point with an eigenvalue of $-0.020$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "Published for small penalties. Numerically it holds for all penalties at which collapse exists ($K=3,4,6$, $M=2,3$): no eigenvalue below $-10^{-13}$, and gradient descent returns to collapse although lower points exist. So training can end in collapse where it is not optimal.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. DeepCross.Parameters, DeepLinear.Bias, new("d", "width of all layers, at least K - 1; K when left out", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepCrossEntropy model = DeepCross.Of(parameters, leastLayers: 2);
        double alpha = DeepCross.Scale(model);
        int d = parameters.Has("d") ? parameters.Integer("d", model.K - 1) : model.K, rank = model.K - 1;
        return new Prediction
        {
            { "alpha", alpha },
            { "FDnc", model.Simplex.Value(alpha) },
            { "zeroModes", (model.Layers * ((rank * d) - (rank * (rank + 1) / 2))) + (DeepLinear.IsFree(parameters) ? 1 : 0) },
        }.AddIfAny("alphaLower", model.Simplex.Lower);
    }
}
