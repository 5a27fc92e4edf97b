using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-1P. CERT-1' (second-order): clipping the gradient's singular values bounds suboptimality up to a constant factor</summary>
public sealed class SecondOrderCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-1P";

    /// <inheritdoc/>
    public override string Title => "CERT-1' (second-order): clipping the gradient's singular values bounds suboptimality up to a constant factor";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $f(W,H)=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$
        (mean loss, no bias), $\lambda=\sqrt{\lambda_W\lambda_H}$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, and $\Delta$ the probability simplex. For a candidate with predictions $p_i$ let $A=\frac{1}{N}(e_{y_1}-p_1,\ldots,e_{y_N}-p_N)=U\Sigma V^{\top}$ and let $r$ be the rank of $WH$. Replace the $r$ largest singular values by $\lambda$ and the others by $\min(\sigma_j,\lambda)$ to get $A'$, with columns $a'_i$.
        If all $p'_i=e_{y_i}-N a'_i$ are nonnegative, they are dual feasible and
        $$f(W,H)-\min f\;\le\;f(W,H)-\frac{1}{N}\sum_i\operatorname{Ent}(p'_i),$$
        which is of second order in the distance from the minimiser, where the bound of CERT-1 is of first order. At $W=H=0$, $p'_i=e_{y_i}-g(PDP)Pe_{y_i}$ with $g(s)=\min\left(1,\frac{N\lambda}{\sqrt{s}}\right)$, $D=\operatorname{diag}(n_1,\ldots,n_K)$, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "If a $p'_i$ has a negative entry, CERT-1 is used.",
        "No bias, free features; tight for $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A candidate perturbed by noise of deviation $10^{-3}$ is not optimal: the gap is at least its true suboptimality, about $10^{-6}$ for $n=(6,5,3,2)$, not 0.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The gap is 1.4 to 3.1 times the true suboptimality in all tests, where CERT-1 is off by a factor of hundreds: with noise $10^{-3}$ on $(W,H)$ the suboptimality is $1.2\\cdot 10^{-6}$, CERT-1 says $2.5\\cdot 10^{-4}$, CERT-1' $3.3\\cdot 10^{-6}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double lambda = Read.Lambda(parameters);
        double scaled = CertificateAtZero.Dual(CertificateAtZero.Factor(lambda, CertificateAtZero.DualNorm(sizes)), sizes.Length);
        double clipped = CertificateAtZero.ClippedDual(sizes, lambda);
        bool applies = !double.IsNaN(clipped);
        double primal = Math.Log(sizes.Length), dual = applies ? clipped : scaled;
        return new()
        {
            { "applies", applies },
            { "primalAtZero", primal },
            { "dualAtZero", dual },
            { "gapAtZero", primal - dual },
            { "dualAtZeroFirstOrder", scaled },
        };
    }
}
