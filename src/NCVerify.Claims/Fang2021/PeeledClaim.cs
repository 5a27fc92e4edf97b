using NCVerify.Theory;

namespace NCVerify.Claims.Fang2021;

/// <summary>What the claims on the layer-peeled model share: model, notation and paper.</summary>
public abstract class PeeledClaim : Claim
{
    /// <summary>The model and the quantities that all statements use.</summary>
    protected const string Model = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, and let $W$ ($K\times d$, rows $w_k$) and $H$ ($d\times N$, columns $h_{k,i}$, $i\le n_k$) solve the layer-peeled model
        $$\min\;\frac{1}{N}\sum_{k}\sum_{i}L(Wh_{k,i},k)\quad\text{subject to}\quad \frac{1}{K}\sum_k\lVert w_k\rVert^2\le E_W,\quad \frac{1}{K}\sum_k\frac{1}{n_k}\sum_i\lVert h_{k,i}\rVert^2\le E_H$$
        with $L=\operatorname{CE}$, $\operatorname{CE}(z,y)=-z_y+\log\sum_j\exp z_j$, unless said otherwise; $\rho=K\sqrt{E_W E_H}$, and $Z$ ($K\times K$) has the class-mean logits as columns, and $\lVert\cdot\rVert_{\text{nuc}}$ is the nuclear norm.
        """;

    /// <summary>Two clusters: the solution in four scalars.</summary>
    protected const string TwoClusters = """
        Let $K_A$ classes have $n_A$ and $K_B=K-K_A$ have $n_B$ samples, $R=n_A/n_B$. Then
        $$Z=\begin{pmatrix}a_A P_A&0\\0&a_B P_B\end{pmatrix}+c\left(\frac{t_1}{\sqrt{K_A}}\mathbf{1}_A^{\top},\frac{t_2}{\sqrt{K_B}}\mathbf{1}_B^{\top}\right),\quad c=\sqrt{\frac{K_B}{K K_A}}\mathbf{1}_A-\sqrt{\frac{K_A}{K K_B}}\mathbf{1}_B,\quad P_A=I-\frac{1}{K_A}J,\quad P_B=I-\frac{1}{K_B}J,$$
        where the four scalars minimise $R\sum_A\operatorname{CE}+\sum_B\operatorname{CE}$ subject to $(K_A-1)a_A+(K_B-1)a_B+\tau\le\rho$, $\tau=\sqrt{t_1^2+t_2^2}$; let $\nu$ be the multiplier of this constraint.
        """;

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Fang2021, Place);

    /// <summary>E_W and E_H.</summary>
    protected static IReadOnlyList<Parameter> Energies { get; } =
    [
        new("EW", "bound E_W on the mean squared norm of the classifiers, positive"),
        new("EH", "bound E_H on the class-averaged mean squared norm of the features, positive"),
    ];

    /// <summary>K, KA, KB, EW and EH of two clusters.</summary>
    protected static IReadOnlyList<Parameter> ClusterParameters { get; } =
    [
        new("K", "number of classes; must be KA + KB", Required: false),
        new("KA", "number of majority classes, at least 1"),
        new("KB", "number of minority classes, at least 2; K - KA when left out", Required: false),
        .. Energies,
    ];

    /// <summary>The threshold of two clusters.</summary>
    protected static PeeledThreshold Threshold(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        int majority = parameters.Integer("KA", 1);
        int minority = parameters.Has("KB") ? parameters.Integer("KB", 2) : parameters.Integer("K", majority + 2) - majority;
        return !parameters.Has("K") || parameters.Integer("K", 3) == majority + minority
            ? new(majority, minority, parameters.Positive("EW"), parameters.Positive("EH"))
            : throw new ParameterException("K", $"Parameter 'K' is {Numerics.Exact.Format(parameters.Number("K"))}, but KA + KB is {Numerics.Exact.Format(majority + minority)}.");
    }
}
