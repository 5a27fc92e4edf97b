using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>CERT-5. Any separating point and its own softmax weights bracket the value of minimum-norm separation</summary>
public sealed class SeparationCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "CERT-5";

    /// <inheritdoc/>
    public override string Title => "Any separating point and its own softmax weights bracket the value of minimum-norm separation";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here; the value is SELI's");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, $D=\operatorname{diag}(n_1,\ldots,n_K)$, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$. The value of
        $$\min_{W,H}\;\frac{1}{2}\lVert W\rVert_F^2+\frac{1}{2}\lVert H\rVert_F^2\quad\text{subject to}\quad (w_{y_i}-w_c)\cdot h_i\ge 1\;\text{ for all } i \text{ and all } c\ne y_i$$
        is that of the dual: maximise $\sum_{i}\sum_{c\ne y_i}\beta_{c,i}$ over $\beta\ge 0$ with $\lVert B\rVert_2\le 1$, where $B$ has the columns $\sum_c\beta_{c,i}(e_{y_i}-e_c)$. For any $(W,H)$ with smallest margin $m>0$ and softmax predictions $p_i$
        $$\frac{\sum_i(1-p_{i,y_i})}{\lVert(p_1-e_{y_1},\ldots,p_N-e_{y_N})\rVert_2}\;\le\;\operatorname{tr}(PDP)^{1/2}\;\le\;\frac{\lVert WH\rVert_{\text{nuc}}}{m},$$
        where the middle is the optimal value.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$d\\ge K-1$; any class sizes; the upper bound needs all margins positive.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The balanced value for the same number of samples: for $n=(9,6,3,2,1)$, $\\sqrt{N/K}\\,(K-1)=8.198$ lies above the optimal value 7.8055, and random separating points leave the bracket open.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Both bounds meet at SELI to 12 digits. Along the regularisation path the dual bound converges fast and the primal only like $\\frac{1}{\\log(1/\\lambda)}$ (5.18826 and 5.4456 around 5.18928 at $\\lambda=10^{-6}$).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        return new() { { "nuclearNorm", new CentredSizes(sizes).Eigenvalues.Sum(Math.Sqrt) } };
    }
}
