using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-4. The layer-peeled model is certified by the dual of its nuclear-norm ball</summary>
public sealed class PeeledCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-4";

    /// <inheritdoc/>
    public override string Title => "The layer-peeled model is certified by the dual of its nuclear-norm ball";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f_0$ be the minimum of $\frac{1}{N}\sum_{k,i}\operatorname{CE}(Wh_{k,i},k)$, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$, subject to $\frac{1}{K}\sum_k\lVert w_k\rVert^2\le E_W$ and $\frac{1}{K}\sum_k\frac{1}{n_k}\sum_i\lVert h_{k,i}\rVert^2\le E_H$, and $\rho=K\sqrt{E_W E_H}$, $\operatorname{Ent}(p)=-\sum_j p_j\log p_j$, $\Delta$ the probability simplex, $\Gamma=\left(\frac{n_1}{N}(p_1-e_1),\ldots,\frac{n_K}{N}(p_K-e_K)\right)$. Then
        $$f_0=\max_{p_k\in\Delta}\;\sum_k\frac{n_k}{N}\operatorname{Ent}(p_k)-\rho\lVert\Gamma\rVert_2 ,$$
        and every choice of $p_k$ bounds the loss from below at every feasible candidate. At $W=H=0$, where $\Gamma=-\frac{1}{N}PD$ with $D=\operatorname{diag}(n_1,\ldots,n_K)$ and $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$, the best bound on the ray to the labels has the closed form of the quantities.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Any class sizes; tight for $d\\ge K-1$; no bias; mean loss."];

    /// <inheritdoc/>
    public override string Control => "The solution for balanced classes put before the certificate of $n=(9,6,3,2,1)$: a gap remains.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "A constrained, non-convex model has a bound that is rigorous at every point and tight at the solution: relative gaps below $10^{-11}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        new("EW", "bound E_W on the mean squared norm of the classifiers, positive"),
        new("EH", "bound E_H on the class-averaged mean squared norm of the features, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double radius = sizes.Length * Math.Sqrt(parameters.Positive("EW") * parameters.Positive("EH"));
        (double dual, double factor) = CertificateAtZeroLogits.Peeled(sizes, radius);
        return new()
        {
            { "nuclearRadius", radius },
            { "gradientNormAtZero", CertificateAtZeroLogits.PeeledNorm(sizes) },
            { "frankWolfeGapAtZero", radius * CertificateAtZeroLogits.PeeledNorm(sizes) },
            { "c", factor },
            { "primalAtZero", Math.Log(sizes.Length) },
            { "dualAtZero", dual },
        };
    }
}
