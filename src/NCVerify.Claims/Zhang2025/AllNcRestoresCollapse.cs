using NCVerify.Theory;

namespace NCVerify.Claims.Zhang2025;

/// <summary>ALLNC-iii. The AllNC losses restore NC1 to NC3 exactly once the instance-balanced branch is switched off</summary>
public sealed class AllNcRestoresCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "ALLNC-iii";

    /// <inheritdoc/>
    public override string Title => "The AllNC losses restore NC1 to NC3 exactly once the instance-balanced branch is switched off";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhang2025, "That the framework restores collapse as stated in the abstract; losses reconstructed from their description (AllNC-R), since exact formulas were not at hand");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        On unit features $z_i$ and unit classifiers $w_k$, with normalised class means $m_k$, logit scale $s$ and temperature $\tau$, let AllNC-R be
        $$\alpha\,\operatorname{CE}_{\text{inst}}+(1-\alpha)\operatorname{CE}_{\text{bal}}+\operatorname{HyCon}+\operatorname{P2P},$$
        where $\operatorname{CE}_{\text{inst}}$ and $\operatorname{CE}_{\text{bal}}$ average $-\log\operatorname{softmax}_{y_i}(s z_i\cdot w_j)$ over samples and over classes,
        $$\operatorname{HyCon}=\frac{1}{K}\sum_{c}\frac{1}{n_c}\sum_{y_i=c}-\log\frac{\exp(z_i\cdot m_c/\tau)}{\sum_j\exp(z_i\cdot m_j/\tau)},\quad \operatorname{P2P}=\frac{1}{K}\sum_k-\log\frac{\exp(s m_k\cdot w_k)}{\sum_j\exp(s m_k\cdot w_j)}.$$
        If $\alpha=0$, then for any class sizes the minimum is
        $$2\log\left(1+(K-1)\exp\left(-\frac{sK}{K-1}\right)\right)+\log\left(1+(K-1)\exp\left(-\frac{K}{(K-1)\tau}\right)\right),$$
        attained exactly at $z_i=m_{y_i}=w_{y_i}$, a simplex ETF (NC1, NC2 and NC3). If $\alpha>0$ and classes are uneven, it is not.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Feature dimension $d\\ge K-1$; $s,\\tau>0$; the weight $\\alpha$ of the branch as scheduled, $\\alpha_t=1-(t/T)^2\\to 0$.",
        "AllNC-R is a reconstruction; it need not agree with the authors' code.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The instance-balanced branch switched on: for $n=(20,20,2,2)$, $s=4$, $\\tau=0.5$ and $\\alpha=1$ or $\\alpha=0.5$ classifiers are no simplex ETF.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The schedule $\\alpha_t\\to 0$ is what makes the restoration exact: for $n=(20,20,2,2)$, $s=4$, $\\tau=0.5$ the largest deviation of a classifier cosine from $-\\frac{1}{3}$ is 0.18 at $\\alpha=1$ and 0.084 at $\\alpha=0.5$, and below $10^{-8}$ at $\\alpha=0$. With $\\alpha=1$ and the other losses weighted by 100 it is 0.0031, not zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2; the class sizes do not matter"), new("s", "logit scale, positive"), Take.Temperature];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        double balanced = ContrastiveMinima.ClassBalanced(classes, parameters.Positive("s")), contrastive = ContrastiveMinima.ClassBalanced(classes, 1 / parameters.Positive("tau"));
        return new()
        {
            { "value", (2 * balanced) + contrastive },
            { "CEBal", balanced },
            { "hyCon", contrastive },
            { "P2P", balanced },
            { "cos", SimplexEtf.Cosine(classes) },
        };
    }
}
