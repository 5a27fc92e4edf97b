using NCVerify.Theory;

namespace NCVerify.Claims.Garrod2024;

/// <summary>MSE-F3. Cross-entropy and deep linear layers: pairs of opposite classes lie below deep neural collapse</summary>
public sealed class PairsBeatCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-F3";

    /// <inheritdoc/>
    public override string Title => "Cross-entropy and deep linear layers: pairs of opposite classes lie below deep neural collapse";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Garrod2024, "Theorem 1");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsPublished;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Consider logits $\beta$ times the block matrix of $h$ blocks $\begin{pmatrix}1&-1\\-1&1\end{pmatrix}$ ($h=\frac{K}{2}$) and, for odd $K$, a single entry 1 ($h=\frac{K-1}{2}$), in balanced factors. At equal scale $\beta=\alpha$ its cross-entropy is strictly lower than that of deep neural collapse, and its weight decay is strictly lower if and only if
        $$r=\frac{2^ph+K-2h}{K-1}<1,$$
        that is for $K\ge 4$, $M\ge 3$ and for $K\ge 6$, $M=2$. So there deep neural collapse is never a global minimiser, for any penalties, with or without a bias.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; two or more linear layers; widths at least the rank of the logits.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms; only their product matters.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One layer: for $K=6$ and $K=4$ the pairs have more weight decay than collapse ($r=1.2$ and $1.33$) and a higher value.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => DeepCross.Parameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepCrossEntropy model = DeepCross.Of(parameters);
        double alpha = DeepCross.Scale(model);
        return new Prediction
        {
            { "alphaDnc", alpha },
            { "FDnc", model.Simplex.Value(alpha) },
            { "FPairSameScale", model.Pairs.Value(alpha) },
            { "regRatio", model.Pairs.Multiplier / (model.K - 1) },
        }
            .AddIfAny("alphaLowerRoot", model.Simplex.Lower)
            .AddIfAny("betaBest", model.Pairs.Best)
            .AddIfAny("FPairBest", model.Pairs.Best is { } beta ? model.Pairs.Value(beta) : null);
    }
}
