namespace NCVerify.Claims.Dang2023;

/// <summary>What the claims on squared error and linear layers share: model, notation and paper.</summary>
public abstract class DeepLinearClaim : Claim
{
    /// <summary>The model.</summary>
    protected const string Model = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, one-hot labels $Y$ ($K\times N$), and let $M$ linear layers $W_1,\ldots,W_M$ ($W_M$ with $K$ rows) and features $H$ ($d\times N$) minimise
        $$\frac{1}{2N}\lVert W_M\cdots W_1H-Y\rVert_F^2+\sum_{m=1}^{M}\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2,\quad \Lambda=\lambda_H\lambda_1\cdots\lambda_M,\quad b=MN\left(N\Lambda\right)^{1/M}.$$
        """;

    /// <summary>The scalar problem that decides every singular value.</summary>
    protected const string Scalar = """
        For a singular value $\sigma$ of the target let $x$ be the larger root of $\frac{b}{\sigma^2}=\frac{M x^{M-1}}{(x^M+1)^2}$ if $\frac{b}{\sigma^2}<b_{\text{crit}}=\frac{1}{M}(M-1)^{(M-1)/M}$, and $x=0$ otherwise; put $z=\sigma\frac{x^M}{1+x^M}$, $\tau=(N\Lambda)^{1/M}x$ and $\phi=\frac{1}{2N}\left(\frac{\sigma^2}{1+x^M}+bx\right)$.
        """;

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Dang2023, Place);
}
