using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-6. With nonnegative features a clipped eigenvalue bound certifies global optimality exactly</summary>
public sealed class NonnegativeCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-6";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features a clipped eigenvalue bound certifies global optimality exactly";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here for the model of Dang et al. 2024");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $f(W,H)=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$
        (mean loss, no bias), $\lambda=\sqrt{\lambda_W\lambda_H}$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, and $\Delta$ the probability simplex. Now let $H\ge 0$. With one column per class, $D=\operatorname{diag}(n_1,\ldots,n_K)$ and $A=\Gamma D^{-1/2}$, $\Gamma=\left(\frac{n_1}{N}(p_1-e_1),\ldots,\frac{n_K}{N}(p_K-e_K)\right)$, the values $\sum_k\frac{n_k}{N}\operatorname{Ent}(p_k)$, $p_k\in\Delta$, with
        $$\Omega(A)=\max_{v\ge 0,\,\lVert v\rVert=1}\lVert Av\rVert\le\lambda,\quad \Omega(A)^2\le\lambda_{\max}\left((A^{\top}A)_{+}\right)$$
        are lower bounds of $\min f$, where the index $+$ sets negative off-diagonal entries to 0. At a minimiser $A^{\top}A$ has none above 0, so the second bound is exact and the gap 0. In every dimension
        $$f(W,H)\ge\sum_k\frac{n_k}{N}\operatorname{Ent}\left(1-\hat{q}_k,\frac{\hat{q}_k}{K-1},\ldots,\frac{\hat{q}_k}{K-1}\right),\quad \hat{q}_k=\min\left(N\lambda\sqrt{\frac{K-1}{K\,n_k}},\frac{K-1}{K}\right),$$
        with equality attained if and only if $d$ is at least the number of classes with $\hat{q}_k<\frac{K-1}{K}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Nonnegative features; no bias; any class sizes.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The plain spectral norm in place of the clipped bound leaves a gap of about $4\\cdot 10^{-2}$ at the minimiser; and at $W=H=0$ the gap is positive below the threshold of total collapse.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The dual norm of the problem is NP-hard in general (copositive type), yet at every minimiser the clipped bound is exact: gap at most $3\\cdot 10^{-16}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double lambda = Read.Lambda(parameters);
        double dualNorm = CertificateAtZero.NonnegativeDualNorm(sizes);
        double factor = CertificateAtZero.Factor(lambda, dualNorm);
        double primal = Math.Log(sizes.Length), dual = CertificateAtZero.Dual(factor, sizes.Length);
        return new()
        {
            { "lowerBound", new ReluCrossEntropy(sizes, lambda, lambda).Objective },
            { "dualNormAtZero", dualNorm },
            { "c", factor },
            { "primalAtZero", primal },
            { "dualAtZero", dual },
            { "gapAtZero", factor == 1 ? 0 : primal - dual },
        };
    }
}
