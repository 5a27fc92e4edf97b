using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Ji2021;

/// <summary>ULPM-3. On the sphere every critical point but the global ones is a strict saddle, and so is every one in the whole space</summary>
public sealed class SphereSaddles : Claim
{
    /// <inheritdoc/>
    public override string Id => "ULPM-3";

    /// <inheritdoc/>
    public override string Title => "On the sphere every critical point but the global ones is a strict saddle, and so is every one in the whole space";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Ji2021, "A benign landscape is commonly stated; directions, values and the dimension were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $L(W,H)=\sum_i\operatorname{CE}(Wh_i,y_i)$, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$ (sum loss, no penalty, $W$ is $K\times d$), $\Gamma$ its gradient in the logits and $\sigma_1$ the spectral norm of $\Gamma$.
        On a sphere $\lVert W\rVert_F^2+\lVert H\rVert_F^2=r^2$ let $\nabla L+\mu(W,H)=0$ with $\mu>0$. If $\sigma_1\le\mu$, the point is a global minimiser on the sphere; otherwise the Riemannian Hessian has an eigenvalue of at most $\mu-\sigma_1<0$, along $(au^{\top},-uc^{\top})/\sqrt{2}$ with $(a,c)$ the top singular pair of $\Gamma$ and $u$ a unit vector orthogonal to all classifiers and features.
        In the whole space the critical points are exactly $W=\mathbf{1}c^{\top}$ with features of equal class sums; they have $L=N\log K$ and a direction of negative curvature.
        Example, $K=4$ with one sample per class: $w_k=h_k=\sqrt{s}\left(\cos\frac{k\pi}{2},\cos\frac{(k-1)\pi}{2}\right)$ is critical, with softmax probabilities $p_1$ (each adjacent class) and $p_2$ (opposite class),
        $$\mu=2p_1+2p_2,\quad\sigma_1=4p_1,\quad\mu-\sigma_1=-2(p_1-p_2).$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Balanced classes; $d\\ge K-1$ and $d\\ge 2$; no bias."];

    /// <inheritdoc/>
    public override string Control => "At the global minimiser of the sphere the smallest eigenvalue of the Riemannian Hessian is zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "A dimension of $K-1$ is enough, and the negative curvature is explicit: at the minimiser of every lower rank the smallest eigenvalue equals $\\mu-\\sigma_1$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes of the example, 4"), new("s", "squared length of the example's vectors, positive")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (parameters.Number("K") != 4)
        {
            throw new ParameterException("K", $"Parameter 'K': the example has 4 classes; it is {Exact.Format(parameters.Number("K"))}.");
        }

        var square = new SquarePoint(parameters.Positive("s"));
        return new()
        {
            { "pOwn", square.Own },
            { "pAdjacent", square.Adjacent },
            { "pOpposite", square.Opposite },
            { "mu", square.Multiplier },
            { "sigma1", square.GradientNorm },
            { "riemHessMin", square.Curvature },
            { "lossSum", square.Loss },
            { "etfLossSameNorm", square.EtfLoss },
        };
    }
}
