namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>What the claims on SELI share: notation, convention and paper.</summary>
public abstract class SeliClaim : Claim
{
    /// <summary>The symbols of class sizes.</summary>
    protected const string Sizes = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, $D=\operatorname{diag}(n_1,\ldots,n_K)$ and
        $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$; $Y$ ($K\times N$) holds the one-hot labels as columns and
        $\hat{Z}=PY$ is the matrix of simplex-encoded labels (SEL).
        """;

    /// <summary>The separation problem and its variables.</summary>
    protected const string Separation = """
        The separation problem, with classifiers $w_c$ (rows of $W$, $K\times d$) and features $h_i$ with labels $y_i$ (columns of $H$, $d\times N$), is
        $$\min_{W,H}\;\frac{1}{2}\lVert W\rVert_F^2+\frac{1}{2}\lVert H\rVert_F^2\quad\text{subject to}\quad (w_{y_i}-w_c)\cdot h_i\ge 1\;\text{ for all } i \text{ and all } c\ne y_i .$$
        """;

    /// <summary>The geometry that solves it, at class level.</summary>
    protected const string Geometry = """
        The SELI geometry is $W W^{\top}=(PDP)^{1/2}$, $M^{\top}M=(PDP)^{\dagger/2}$, $WM=P$, where $W$ ($K\times d$) holds the classifiers
        $w_c$ as rows, $M$ ($d\times K$) the class means $\mu_c$ as columns, and $(PDP)^{\dagger/2}$ is the square root of the pseudo-inverse.
        """;

    /// <summary>The symbols of step imbalance.</summary>
    protected const string Step = """
        Step imbalance: $m$ majority classes of size $R\nu$ and $k$ minority classes of size $\nu$; $K=m+k$, $\rho=k/K$ (share of minority classes),
        $\bar{\rho}=1-\rho=m/K$ and $x=R\rho+\bar{\rho}$; $a\ne a'$ are majority classes, $b\ne b'$ minority classes. Classifiers are $w_c$, class means $\mu_c$.
        """;

    /// <summary>The assumption on the dimension.</summary>
    protected const string EnoughDimensions = "Feature dimension $d\\ge K-1$; no bias.";

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Thrampoulidis2022, Place);
}
