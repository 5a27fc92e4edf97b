using NCVerify.Theory;

namespace NCVerify.Claims.Yang2022;

/// <summary>FIX-02. Under a fixed ETF, cross-entropy and dot regression with bounded features have the same collapsed optimum for any imbalance</summary>
public sealed class FixedEtfOnTheBall : Claim
{
    /// <inheritdoc/>
    public override string Id => "FIX-02";

    /// <inheritdoc/>
    public override string Title => "Under a fixed ETF, cross-entropy and dot regression with bounded features have the same collapsed optimum for any imbalance";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Yang2022, "As commonly stated; proof and constants derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $w_1,\ldots,w_K$ (rows of $W$) be a fixed simplex ETF in $\mathbb{R}^d$ with $\lVert w_c\rVert^2=E_W$ and $w_c\cdot w_{c'}=-E_W/(K-1)$, and let only the features $h_i$ with labels $y_i$ be free.
        Minimise over $\lVert h_i\rVert^2\le E_H$ either $\sum_i\operatorname{CE}(Wh_i,y_i)$ or the dot regression loss $\sum_i\frac{1}{2s}(w_{y_i}\cdot h_i-s)^2$ with $s=\sqrt{E_WE_H}$. Both have the unique minimiser
        $$h_i=\sqrt{E_H/E_W}\;w_{y_i},$$
        whatever the class sizes. The least cross-entropy of a sample is $\log\left(1+(K-1)\exp(-sK/(K-1))\right)$, the least dot regression loss is $0$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes, any $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "An orthonormal classifier in place of the ETF: under cross-entropy the features are not aligned with their classifiers.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("K", "number of classes, at least 2"),
        new("EW", "squared norm of every classifier, positive"),
        new("EH", "bound on the squared norm of every feature, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        double energyW = parameters.Positive("EW"), energyH = parameters.Positive("EH");
        return new()
        {
            { "ratio", Math.Sqrt(energyH / energyW) },
            { "scale", Math.Sqrt(energyW * energyH) },
            { "crossEntropy", FixedEtf.CrossEntropyAt(classes, Math.Sqrt(energyW * energyH)) },
            { "dotRegression", 0 },
        };
    }
}
