using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-1. A rescaled softmax of any candidate bounds its distance from the global minimum</summary>
public sealed class SoftmaxCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-1";

    /// <inheritdoc/>
    public override string Title => "A rescaled softmax of any candidate bounds its distance from the global minimum";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Conic duality of the nuclear norm, worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $f(W,H)=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$
        (mean loss, no bias), $\lambda=\sqrt{\lambda_W\lambda_H}$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, and $\Delta$ the probability simplex. For $d\ge K-1$
        $$\min_{W,H}f=\max\;\frac{1}{N}\sum_i\operatorname{Ent}(p_i)\quad\text{subject to}\quad p_i\in\Delta,\;\;\frac{1}{N}\lVert(p_1-e_{y_1},\ldots,p_N-e_{y_N})\rVert_2\le\lambda .$$
        For a candidate $(W,H)$ with softmax predictions $p_i$, $\Gamma=\frac{1}{N}(p_1-e_{y_1},\ldots,p_N-e_{y_N})$ and $c=\min\left(\frac{\lambda}{\lVert \Gamma\rVert_2},\frac{1}{\max_i(1-p_{i,y_i})}\right)$ the points $p_i(t)=(1-t)e_{y_i}+t\,p_i$, $0\le t\le c$, are feasible, so
        $$f(W,H)-\min f\;\le\;f(W,H)-\max_{0\le t\le c}\frac{1}{N}\sum_i\operatorname{Ent}(p_i(t)),$$
        with equality to 0 at every global minimiser. At $W=H=0$, $\lVert \Gamma\rVert_2=\frac{1}{N}\sqrt{\lambda_{\max}(PDP)}$ with $D=\operatorname{diag}(n_1,\ldots,n_K)$, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$, and with $c=\min(1,\lambda/\lVert \Gamma\rVert_2)$
        the bound is $\operatorname{Ent}\left(1-c\frac{K-1}{K},\frac{c}{K},\ldots,\frac{c}{K}\right)$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "The bound holds for every candidate in every dimension; it is tight for $d\\ge K-1$.",
        "No bias, free features; any class sizes, $\\lambda_W,\\lambda_H>0$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A candidate that is not optimal: at $W=H=0$, $n=(20,20,5,5)$, $\\lambda=0.02$ the gap is 0.7498, not 0.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "A certificate of global optimality for any candidate, from its own softmax: the gap is 0 to rounding ($10^{-15}$) at a polished optimum and never fell below the true suboptimality in any test.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double lambda = Read.Lambda(parameters);
        double factor = CertificateAtZero.Factor(lambda, CertificateAtZero.DualNorm(sizes));
        double primal = Math.Log(sizes.Length), dual = CertificateAtZero.Dual(factor, sizes.Length);
        return new()
        {
            { "c", factor },
            { "primalAtZero", primal },
            { "dualAtZero", dual },
            { "gapAtZero", factor == 1 ? 0 : primal - dual },
        };
    }
}
