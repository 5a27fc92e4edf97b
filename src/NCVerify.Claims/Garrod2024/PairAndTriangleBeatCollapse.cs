using NCVerify.Theory;

namespace NCVerify.Claims.Garrod2024;

/// <summary>MSE-F4b. Five classes, two layers, a free bias: a pair and a triangle lie below deep neural collapse for all penalties</summary>
public sealed class PairAndTriangleBeatCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-F4b";

    /// <inheritdoc/>
    public override string Title => "Five classes, two layers, a free bias: a pair and a triangle lie below deep neural collapse for all penalties";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Garrod2024, "Extends Theorem 1 to five classes and two layers with a free bias; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Let $K=5$ and let the last layer have a bias without penalty. Let classes 1 and 2 have logits $\frac{4}{3}\alpha\begin{pmatrix}1&-1\\-1&1\end{pmatrix}$, classes 3, 4 and 5 logits $\alpha\left(I-\frac{1}{3}\mathbf{1}\mathbf{1}^{\top}\right)$, all others zero, and let the bias be $-\frac{\alpha}{3}$ for classes 1 and 2 and zero otherwise. All margins are at least $\alpha$ ($\frac{8}{3}\alpha$ inside the pair), so the cross-entropy is strictly lower than that of deep neural collapse, and the weight decay is
        $$C\left(\left(\frac{8}{3}\right)^p+2\right)(\alpha\sqrt{n})^p,\quad \left(\frac{8}{3}\right)^{2/3}+2=3.923<4=K-1\;(M=2).$$
        So with two or more layers deep neural collapse of five classes is never a global minimiser, for any penalties.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Five balanced classes; two or more linear layers; a bias of the last layer without penalty; widths at least 3.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms; only their product matters.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One layer, $\\lambda=0.01$: the multiplier is $\\frac{14}{3}>4$ and the structure lies above deep neural collapse.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Five classes and two layers are not covered by Garrod and Keating's range; with a free bias collapse is beaten there for every penalty, for $\\lambda=0.01$ by 0.19610 against 0.20186.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. DeepCross.Parameters, DeepLinear.Bias];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (parameters.Has("bias") && !DeepLinear.IsFree(parameters))
        {
            throw new ParameterException("bias", "Parameter 'bias' must be \"free\": the structure needs a bias.");
        }

        DeepCrossEntropy model = DeepCross.Of(parameters);
        if (model.K != 5)
        {
            throw new ParameterException("K", "Parameter 'K' must be 5 in this claim.");
        }

        double alpha = DeepCross.Scale(model);
        return new()
        {
            { "alphaDnc", alpha },
            { "FDnc", model.Simplex.Value(alpha) },
            { "FPairTriangleSameScale", model.PairAndTriangle.Value(alpha) },
            { "regMultiplier", model.PairAndTriangle.Multiplier },
        };
    }
}
