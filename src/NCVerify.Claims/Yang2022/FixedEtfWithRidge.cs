using NCVerify.Theory;

namespace NCVerify.Claims.Yang2022;

/// <summary>FIX-01. Under a fixed ETF, cross-entropy with ridge aligns every feature with its classifier, at the same length for any imbalance</summary>
public sealed class FixedEtfWithRidge : Claim
{
    /// <inheritdoc/>
    public override string Id => "FIX-01";

    /// <inheritdoc/>
    public override string Title => "Under a fixed ETF, cross-entropy with ridge aligns every feature with its classifier, at the same length for any imbalance";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Yang2022, "Derived here for the model of the paper");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $w_1,\ldots,w_K$ (rows of $W$) be a fixed simplex ETF in $\mathbb{R}^d$ with $\lVert w_c\rVert^2=E_W$ and $w_c\cdot w_{c'}=-E_W/(K-1)$, and let only the features $h_i$ with labels $y_i$ be free.
        The minimiser of $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\sum_i\lVert h_i\rVert^2$ is unique, and
        $$h_i=\alpha\,w_{y_i},\quad \lambda\alpha=\frac{K}{\exp\left(\alpha E_W K/(K-1)\right)+K-1},$$
        with one $\alpha$ for all classes, whatever their sizes. So features collapse, their means form a simplex ETF, and they are aligned with the classifiers.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Sum loss with the ridge on every sample; the problem then separates over samples. Any class sizes, any $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "An orthonormal classifier in place of the ETF: the features are not multiples of their classifiers.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "A fixed ETF classifier does not break self-duality in the unconstrained model: collapse, ETF means and alignment are exact for any imbalance. Where it does (FIX-04), the reason is the range of the features.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("K", "number of classes, at least 2"),
        new("EW", "squared norm of every classifier, positive"),
        Take.SumLambda[0] with { Required = true },
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        double energy = parameters.Positive("EW"), alpha = FixedEtf.Scale(classes, energy, parameters.Positive("lambdaSum"));
        return new()
        {
            { "alpha", alpha },
            { "hNorm2", alpha * alpha * energy },
            { "logitGap", alpha * energy * classes / (classes - 1) },
        };
    }
}
