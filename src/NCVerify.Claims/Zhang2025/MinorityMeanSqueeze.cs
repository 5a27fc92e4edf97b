using NCVerify.Theory;

namespace NCVerify.Claims.Zhang2025;

/// <summary>ALLNC-i. Minority class means are squeezed like their classifiers above a penalty; below it they open up</summary>
public sealed class MinorityMeanSqueeze : Claim
{
    /// <inheritdoc/>
    public override string Id => "ALLNC-i";

    /// <inheritdoc/>
    public override string Title => "Minority class means are squeezed like their classifiers above a penalty; below it they open up";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhang2025, "That squeezing also occurs with class means as stated in the abstract; the regime in which it holds was derived here, in the model with free features");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => """
        Step imbalance: $m$ majority classes of size $R\nu$ and $k\ge 2$ minority classes of size $\nu$, $K=m+k$, $\rho=k/K$, $\bar{\rho}=m/K$, $x=R\rho+\bar{\rho}$. Let $W,H$ minimise
        $$\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$$
        (sum loss). For two minority classes $b\ne b'$ with classifiers $w_b$ and class means $\mu_b$:
        $$\lambda\ge\sqrt{\nu}\;\Rightarrow\; w_b=w_{b'}\text{ and }\mu_b=\mu_{b'},$$
        squeezed alike; but as $\lambda\to 0$
        $$\cos(w_b,w_{b'})\to-\frac{1-\bar{\rho}\sqrt{x}}{k-1+\bar{\rho}\sqrt{x}}>-\frac{1}{K-1},\quad \cos(\mu_b,\mu_{b'})\to-\frac{\sqrt{x}-\bar{\rho}}{(k-1)\sqrt{x}+\bar{\rho}}<-\frac{1}{K-1},$$
        so that classifiers are squeezed and class means are not.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; no bias; sum loss; raw cosines (centring by the sample-weighted mean changes their sign).",
        "Above a second threshold (SELI-15) minorities are zero and have no angle.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Below the penalty: at $\\lambda=0.9\\sqrt{\\nu}$, $m=k=2$, $R=100$ the minority classifiers have the cosine 0.952, but their means 0.379; they do not coincide.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The statement that cross-entropy squeezes minority class means as it squeezes classifiers holds for $\\lambda\\ge\\sqrt{\\nu}$ and near it, and is false for small penalties: for $m=k=2$, $R=100$, $\\nu=1$ the cosines of minority classifiers and means are 0.952 and 0.379 at $\\lambda=0.9$, 0.811 and $-0.321$ at 0.5, 0.698 and $-0.594$ at 0.1, and tend to 0.561 and $-0.869$, where balanced classes have $-0.333$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.Step;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        StepProfile step = Read.Step(parameters);
        if (step.Minority < 2)
        {
            throw new ParameterException("minorityClasses", "Parameter 'minorityClasses' must be at least 2: one class has no angle with itself.");
        }

        var limit = new SeliStep(step);
        return new Prediction { { "lamMinCollapse", SeliThresholds.Merge(step.MinoritySize) }, { "cosSqueezed", 1.0 }, { "cosBalanced", SimplexEtf.Cosine(step.K) } }
            .AddIfAny("cosWMinMinLimit", limit.Classifiers.CosMinMin)
            .AddIfAny("cosHMinMinLimit", limit.Means.CosMinMin);
    }
}
