using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Zhang2025;

/// <summary>ALLNC-ii. A classifier fixed to the simplex ETF leaves self-duality broken under imbalance</summary>
public sealed class FixedClassifierBreaksDuality : Claim
{
    /// <inheritdoc/>
    public override string Id => "ALLNC-ii";

    /// <inheritdoc/>
    public override string Title => "A classifier fixed to the simplex ETF leaves self-duality broken under imbalance";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhang2025, "That repairing the classifier alone leaves self-duality violated as stated in the abstract; put here in the model with free features, where it is false");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let the classifier be fixed to a simplex ETF of unit vectors $w_1,\ldots,w_K$, let classes have sizes $n_1,\ldots,n_K$, not all equal, and let free features $h_i$ minimise $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\sum_i\lVert h_i\rVert^2$, or, of unit length, the dot regression loss $\frac{1}{2}\sum_i(h_i\cdot w_{y_i}-1)^2$. With class means $\mu_k$ and $\bar{\mu}=\frac{1}{K}\sum_k\mu_k$, self-duality is violated:
        $$1-\cos(\mu_k-\bar{\mu},w_k)\ge 0.01\quad\text{for some } k.$$
        (True instead with free features: $h_i=\alpha w_{y_i}$ for any class sizes, $\lambda\alpha=\frac{K}{\exp(\alpha K/(K-1))+K-1}$, so that all these cosines are 1. With nonnegative features the statement holds in general: unit features closest to the classifier are $w_k^{+}/\lVert w_k^{+}\rVert$, the positive part.)
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Features free, of any sign; feature dimension $d\\ge K-1$; at the minimum, not at finite training time.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Nonnegative features, where the statement is true: a frame reflected along $(-2,-2,3,3)$ has duality cosines down to 0.965 under dot regression and 0.924 under cross-entropy, the former exactly those of the positive parts $w_k^{+}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override Verdict ExpectedVerdict => Verdict.Refuted;

    /// <inheritdoc/>
    public override string Finding =>
        "False in the model with free features: for any class sizes a fixed ETF gives $h_i=\\alpha w_{y_i}$, with duality cosines 1 to rounding, under cross-entropy and under dot regression. True with nonnegative features, with cosines that depend on how the frame lies to the axes. Networks trained for a finite time are outside this claim.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => 
    [
        new("K", "number of classes, at least 2"),
        new("lambdaSum", "penalty of every feature beside a sum loss, positive"),
        new("v", "list of K numbers: the reflection that turns the frame away from the axes; none when left out", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        var prediction = new Prediction
        {
            { "alpha", FixedSimplex.Length(classes, 1, parameters.Positive("lambdaSum")) },
            { "dualityFree", Enumerable.Repeat(1.0, classes).ToArray() },
        };
        if (!parameters.Has("v"))
        {
            return prediction;
        }

        double[] reflection = parameters.List("v");
        if (reflection.Length != classes || reflection.All(x => x == 0))
        {
            throw new ParameterException("v", $"Parameter 'v' must list {classes} numbers, not all zero.");
        }

        Matrix frame = FixedSimplex.Frame(reflection);
        prediction.Add("dualityRelu", FixedSimplex.DualityCosines(FixedSimplex.ClosestNonnegative(frame), frame));
        return prediction;
    }
}
