using NCVerify.Theory;

namespace NCVerify.Claims.Garrod2024;

/// <summary>MSE-F4. With a free bias all classes on one line, rank one, lie below deep neural collapse</summary>
public sealed class NumberLineBeatsCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-F4";

    /// <inheritdoc/>
    public override string Title => "With a free bias all classes on one line, rank one, lie below deep neural collapse";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Garrod2024, "Extends Theorem 1 to a free bias and fewer classes; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Let the last layer have a bias without penalty. With $u_j=\sqrt{2}\left(j-\frac{K+1}{2}\right)$ give class $j$ the logit $\alpha\left(u_ju_c-\frac{1}{2}u_j^2\right)$ on samples of class $c$, the last term as bias. All margins are $\alpha(j-c)^2\ge\alpha$, the only singular value is $\frac{1}{6}\alpha\sqrt{n}K(K^2-1)$, the cross-entropy is strictly lower than that of deep neural collapse for $K\ge 3$, and the weight decay is not higher if and only if
        $$r=\frac{1}{K-1}\left(\frac{K(K^2-1)}{6}\right)^p\le 1 .$$
        This holds for $K=3$, $M\ge 3$ and for $3\le K\le 30$, $M\ge 4$: there deep neural collapse is never a global minimiser, for any penalties.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; linear layers; a bias of the last layer without penalty; any widths.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms; only their product matters.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Two layers and $K=3$, $\\lambda=0.002$: $r=1.26$, and the line lies above deep neural collapse at every scale.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "A free bias makes rank-one solutions possible for every $K$ and takes deep neural collapse's optimality away already for $K=3$, $M=3$, where it has none without bias in our tests: 0.0223442897 against 0.0229583105 for $\\lambda=0.002$. The line is not itself critical: random starts end $3\\cdot 10^{-10}$ below it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. DeepCross.Parameters, DeepLinear.Bias];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (parameters.Has("bias") && !DeepLinear.IsFree(parameters))
        {
            throw new ParameterException("bias", "Parameter 'bias' must be \"free\": the line needs a bias.");
        }

        DeepCrossEntropy model = DeepCross.Of(parameters);
        double alpha = DeepCross.Scale(model);
        double? best = model.Line.Best;
        return new Prediction
        {
            { "alphaDnc", alpha },
            { "FDnc", model.Simplex.Value(alpha) },
            { "FLineSameScale", model.Line.Value(alpha) },
            { "regRatio", model.Line.Multiplier / (model.K - 1) },
        }
            .AddIfAny("alphaLineBest", best)
            .AddIfAny("FLineBest", best is { } t ? model.Line.Value(t) : null)
            .AddIfAny("rank1SingularValue", best * Math.Sqrt(model.PerClass) * model.LineSingularValue);
    }
}
