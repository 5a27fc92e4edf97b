using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-3. The certificate needs one column per class, whatever the class sizes</summary>
public sealed class ClassLevelCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-3";

    /// <inheritdoc/>
    public override string Title => "The certificate needs one column per class, whatever the class sizes";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $f(W,H)=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$
        (mean loss, no bias), $\lambda=\sqrt{\lambda_W\lambda_H}$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, and $\Delta$ the probability simplex. With one feature $\mu_k$ per class, weights $\frac{n_k}{N}$ and feature penalties $\frac{n_k\lambda_H}{2}\lVert\mu_k\rVert^2$, the minimum is the same, and with $D=\operatorname{diag}(n_1,\ldots,n_K)$ and $\Gamma=\left(\frac{n_1}{N}(p_1-e_1),\ldots,\frac{n_K}{N}(p_K-e_K)\right)$
        $$\min f=\max\;\sum_k\frac{n_k}{N}\operatorname{Ent}(p_k)\quad\text{subject to}\quad p_k\in\Delta,\;\;\lVert \Gamma D^{-1/2}\rVert_2\le\lambda .$$
        For a candidate that is constant on classes, this bound equals that of CERT-1 on all $N$ samples; at $W=H=0$, $\lVert \Gamma D^{-1/2}\rVert_2=\frac{1}{N}\sqrt{\lambda_{\max}(PDP)}$ with $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$. In general column $k$ is divided by
        the square root of its feature penalty over $\lambda_H$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Features constant on classes; no bias; tight for $d\\ge K-1$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Without the factor $D^{-1/2}$ the bound is not tight: at the certified minimiser for $n=(6,5,3,2)$, $\\lambda=0.01$ a positive gap remains.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Certificates cost a $K\\times K$ spectral norm however many samples there are: relative gap $10^{-16}$ for $n=(500,300,120,50,30)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double dualNorm = CertificateAtZero.DualNorm(sizes);
        double factor = CertificateAtZero.Factor(Read.Lambda(parameters), dualNorm);
        double primal = Math.Log(sizes.Length), dual = CertificateAtZero.Dual(factor, sizes.Length);
        return new()
        {
            { "dualNormAtZero", dualNorm },
            { "c", factor },
            { "primalAtZero", primal },
            { "dualAtZero", dual },
            { "gapAtZero", factor == 1 ? 0 : primal - dual },
        };
    }
}
