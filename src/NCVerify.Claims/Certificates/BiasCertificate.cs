using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-2. With a bias the dual has one more term, or one more constraint</summary>
public sealed class BiasCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-2";

    /// <inheritdoc/>
    public override string Title => "With a bias the dual has one more term, or one more constraint";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f(W,H,b)=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2$, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$, $\lambda=\sqrt{\lambda_W\lambda_H}$, $D=\operatorname{diag}(n_1,\ldots,n_K)$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, $\Delta$ the probability simplex and $\Gamma=\left(\frac{n_1}{N}(p_1-e_1),\ldots,\frac{n_K}{N}(p_K-e_K)\right)$. For $\lambda_b>0$
        $$\min f=\max\;\sum_k\frac{n_k}{N}\operatorname{Ent}(p_k)-\frac{1}{2\lambda_b}\lVert\Gamma\mathbf{1}\rVert^2\quad\text{subject to}\quad p_k\in\Delta,\;\;\lVert\Gamma D^{-1/2}\rVert_2\le\lambda ;$$
        for $\lambda_b=0$ the last term is replaced by the constraint $\Gamma\mathbf{1}=0$. Every feasible point bounds $f$ from below at every candidate.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Any class sizes; tight for $d\\ge K-1$; mean loss."];

    /// <inheritdoc/>
    public override string Control => "The minimiser without bias put before the certificate with bias, $n=(9,6,3,2,1)$: a gap of more than $10^{-4}$ remains.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "Biased problems, regularised or free, are certified to a relative gap below $10^{-11}$; for a free bias the dual constraint is met exactly by a rank-one correction whose entropy cost is bounded.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda, new("lambdaB", "penalty of the bias, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        (double dual, double factor) = CertificateAtZeroLogits.RegularizedBias(sizes, Read.Lambda(parameters), parameters.Positive("lambdaB"));
        return new()
        {
            { "dualNormAtZero", CertificateAtZero.DualNorm(sizes) },
            { "c", factor },
            { "primalAtZero", Math.Log(sizes.Length) },
            { "dualAtZero", dual },
            { "gapAtZero", Math.Log(sizes.Length) - dual },
        };
    }
}
