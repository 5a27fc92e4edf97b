using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>What the claims on nonnegative features share: model, notation and paper.</summary>
public abstract class ReluClaim : Claim
{
    /// <summary>The model and the quantities that all statements use.</summary>
    protected const string Model = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $W$ ($K\times d$, rows $w_k$) and $H\ge 0$ ($d\times N$, columns $h_i$ with labels $y_i$, class means $\mu_k$) minimise
        $$\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(Wh_i,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j .$$
        Put
        $$q_k=N\sqrt{\lambda_W\lambda_H\,\frac{K-1}{K\,n_k}},\quad \hat{q}_k=\min\left(q_k,\frac{K-1}{K}\right),\quad \mathcal{M}_k=\log\left((K-1)\left(\frac{1}{\hat{q}_k}-1\right)\right)$$
        and call class $k$ active if $q_k<\frac{K-1}{K}$; an inactive class has $\mathcal{M}_k=0$.
        """;

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Dang2024, Place);

    /// <summary>The minimum for class sizes and both penalties.</summary>
    protected static ReluCrossEntropy Minimum(ParameterSet parameters) =>
        new(Read.Sizes(parameters), parameters.Positive("lambdaW"), parameters.Positive("lambdaH"));
}
