using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-B2. REFUTED: for cross-entropy and any number of linear layers the collapsed simplex is the global minimiser</summary>
public sealed class CollapseIsGlobalForCrossEntropy : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-B2";

    /// <inheritdoc/>
    public override string Title => "Cross-entropy with two or more linear layers: the collapsed simplex is the global minimiser (reported; false)";

    /// <inheritdoc/>
    protected override string Place => "As reported for their theorem on cross-entropy, and disputed, in Garrod and Keating 2024, Appendix B.3; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override Verdict ExpectedVerdict => Verdict.Refuted;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        The reported statement: for every $M\ge 1$ and balanced classes, with widths at least $K-1$, every global minimiser is deep neural collapse wherever that is not zero, so that $F\ge F_{\text{DNC}}$ at every point.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; linear layers; with or without a bias of the last layer; widths at least $K$.",
        "Mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Where it holds: for one layer and $K=6$ (proved by a certificate), and, as far as random starts show, for $K=3$, two layers and $\\lambda=0.003$, no point lies below $F_{\\text{DNC}}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "False: for $K=6$, $M=2$, $n=1$ and all $\\lambda=10^{-3}$ deep neural collapse has the value 0.0314901444, and pairs of opposite classes 0.0295684732. It is beaten for $K\\ge 4$, $M\\ge 3$ and $K\\ge 6$, $M=2$ (Garrod and Keating), and, with a free bias, also for $K=3$, $M\\ge 3$, for $K=5$, $M=2$ and for $3\\le K\\le 30$, $M\\ge 4$ (found here). It remains a critical point and a local minimum (MSE-H5).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => DeepCross.Parameters;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepCrossEntropy model = DeepCross.Of(parameters);
        double alpha = DeepCross.Scale(model);
        return new Prediction
        {
            { "alpha", alpha },
            { "FDnc", model.Simplex.Value(alpha) },
        }.AddIfAny("alphaLower", model.Simplex.Lower);
    }
}
