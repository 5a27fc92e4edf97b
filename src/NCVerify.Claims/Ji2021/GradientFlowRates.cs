using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Ji2021;

/// <summary>ULPM-2. Gradient flow has exact invariants, an exact symmetric trajectory and known rates</summary>
public sealed class GradientFlowRates : Claim
{
    private static readonly double[] Times = [0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    /// <inheritdoc/>
    public override string Id => "ULPM-2";

    /// <inheritdoc/>
    public override string Title => "Gradient flow has exact invariants, an exact symmetric trajectory and known rates";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "The limit direction as commonly stated; trajectory and rates were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each, let $L(W,H)=\sum_i\operatorname{CE}(Wh_i,y_i)$ with $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$ (sum loss, no penalty), and let $W$ ($K\times d$) and $H$ ($d\times nK$) follow the gradient flow $\frac{d}{dt}(W,H)=-\nabla L$.
        Then $W^{\top}W-HH^{\top}$ and $\mathbf{1}^{\top}W$ are constant. If $W^{\top}W=HH^{\top}$ and $WH=s_0\left(e_{y_i}-\frac{1}{K}\mathbf{1}\right)_i$ at $t=0$, then $WH=s(t)\left(e_{y_i}-\frac{1}{K}\mathbf{1}\right)_i$ with
        $$\frac{ds}{dt}=\frac{2\sqrt{n}\,K s}{\exp(s)+K-1},\quad\int_{s_0}^{s}\frac{\exp x+K-1}{x}\,dx=2\sqrt{n}\,K t .$$
        From generic starts, with $s$ the least margin, $t\to\infty$:
        $$t\,L\,s\to\frac{\sqrt{n}\,(K-1)}{2},\quad\frac{\lVert W\rVert_F^2+\lVert H\rVert_F^2}{\log t}\to 2\sqrt{n}\,(K-1),\quad\frac{s}{\frac{1}{2}(\lVert W\rVert_F^2+\lVert H\rVert_F^2)}\to\frac{1}{\sqrt{n}\,(K-1)} ,$$
        the first and the last up to terms of order $1/s$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; $d\\ge K-1$; no bias, no penalty.",
        "The limits are for flows that converge in the direction of the global minimum-norm separator; other limit directions exist (ULPM-4).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Unbalanced factors: with $W$ doubled and $H$ halved at $t=0$ the logits are the same, but $s(1)$ differs by more than $0.1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "The rates come with constants: $tLs\\to\\sqrt{n}(K-1)/2$ with a relative error of about $1/s$. Gram errors of $W$ fall only like $s^{-1/2}$ unless $\\mathbf{1}^{\\top}W=0$ at the start, because $\\mathbf{1}^{\\top}W$ is conserved; test the normalised margin instead.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, new("s0", "margin at t = 0 of the symmetric trajectory, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        var flow = new SymmetricFlow(classes, perClass, parameters.Positive("s0"));
        var optimum = new BalancedSeparation(classes, perClass);
        return new()
        {
            { "sOfT", new Quantity.Group(Times.ToDictionary(Name, t => (Quantity)flow.At(t), StringComparer.Ordinal)) },
            { "limitTLs", optimum.LossRate },
            { "limitNorm2OverLogt", optimum.NormRate },
            { "maxNormalisedMargin", optimum.NormalisedMargin },
        };
    }

    // "0.1", "1.0", "10.0": a decimal point in every name.
    private static string Name(double t) => t.ToString("0.0", Exact.Culture);
}
