using NCVerify.Theory;

namespace NCVerify.Claims.Ji2021;

/// <summary>ULPM-1. Balanced minimum-norm separation is solved by the simplex ETF, with every constant explicit</summary>
public sealed class MinimumNormSeparation : Claim
{
    /// <inheritdoc/>
    public override string Id => "ULPM-1";

    /// <inheritdoc/>
    public override string Title => "Balanced minimum-norm separation is solved by the simplex ETF, with every constant explicit";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "As commonly stated; the constants were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n$ samples each. The separation problem
        $$\min_{W,H}\;\frac{1}{2}\lVert W\rVert_F^2+\frac{1}{2}\lVert H\rVert_F^2\quad\text{subject to}\quad (w_{y_i}-w_c)\cdot h_i\ge 1\;\text{ for all } i \text{ and all } c\ne y_i,$$
        with $W$ ($K\times d$, rows $w_k$) and $H$ ($d\times nK$, columns $h_i$ with labels $y_i$), is solved exactly by the points with logits $Wh_i=e_{y_i}-\frac{1}{K}\mathbf{1}$ and
        $$\lVert W\rVert_F^2=\lVert H\rVert_F^2=\sqrt{n}\,(K-1),\quad \lVert w_k\rVert^2=\sqrt{n}\,\frac{K-1}{K},\quad \lVert h_i\rVert^2=\frac{K-1}{K\sqrt{n}},\quad w_{y_i}=\sqrt{n}\,h_i,\quad w_j\cdot w_k=-\frac{\sqrt{n}}{K}\;(j\ne k).$$
        All margins are 1 and all multipliers $\frac{1}{K\sqrt{n}}$; the largest value of the smallest margin over $\frac{1}{2}(\lVert W\rVert_F^2+\lVert H\rVert_F^2)$ is $\frac{1}{\sqrt{n}(K-1)}$. Along gradient flow on the sum of cross-entropies $L$ that converges in this direction
        $$t\,L\,\log t\to\frac{\sqrt{n}\,(K-1)}{2},\quad \frac{\lVert W\rVert_F^2+\lVert H\rVert_F^2}{\log t}\to 2\sqrt{n}\,(K-1).$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; $d\\ge K-1$; no bias, no penalty.",
        "The limits in $t$ are for the sum of the losses; for the mean, time is multiplied by $N$ and $L$ divided by it.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Uneven classes: for $n=(3,3,1,1)$ the Grams are not those of four classes of the mean size 2.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        var optimum = new BalancedSeparation(classes, perClass);
        return new()
        {
            { "nuclearNorm", optimum.NuclearNorm },
            { "WFrob2", optimum.NuclearNorm },
            { "HFrob2", optimum.NuclearNorm },
            { "wNorm2", optimum.ClassifierNorm2 },
            { "hNorm2", optimum.FeatureNorm2 },
            { "wDotW", optimum.ClassifierProduct },
            { "normRatioWOverH", optimum.ClassifierOverFeature },
            { "logitOwn", optimum.OwnLogit },
            { "logitOther", optimum.OtherLogit },
            { "maxNormalisedMargin", optimum.NormalisedMargin },
            { "limitTLLogt", optimum.LossRate },
            { "limitNorm2OverLogt", optimum.NormRate },
            { "kktMultiplier", optimum.Multiplier },
        };
    }
}
