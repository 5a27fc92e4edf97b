using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>What the claims on uneven classes with weight decay share: model, notation and paper.</summary>
public abstract class ImbalanceClaim : Claim
{
    /// <summary>The model and the quantities that all statements use.</summary>
    protected const string Model = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $N=\sum_k n_k$, $D=\operatorname{diag}(n_1,\ldots,n_K)$, and let $W$ ($K\times d$, rows $w_k$), $H$ ($d\times N$, columns $h_i$ with labels $y_i$) and $b\in\mathbb{R}^K$ minimise
        $$\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j ,$$
        or the same without bias ($b=0$), and put $\lambda=\sqrt{\lambda_W\lambda_H}$; $\mu_k$ are the class means of the features and $Z$ ($K\times K$) has the columns $z_k=W\mu_k$.
        """;

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Hong2023, Place);

    /// <summary>The two clusters nA, nB, KA, KB.</summary>
    protected static IReadOnlyList<Parameter> ClusterParameters { get; } =
    [
        new("nA", "samples per majority class, an integer of at least nB"),
        new("nB", "samples per minority class, an integer of at least 1"),
        new("KA", "number of majority classes, at least 1"),
        new("KB", "number of minority classes, at least 1"),
    ];

    /// <summary>The mean-loss problem of two clusters without bias, reduced to four scalars.</summary>
    protected static TwoClusterMinimum Clusters(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (double a, double b) = (parameters.Integer("nA", 1), parameters.Integer("nB", 1));
        (int ka, int kb) = (parameters.Integer("KA", 1), parameters.Integer("KB", 1));
        if (a < b)
        {
            throw new ParameterException("nA", $"Parameter 'nA' is the size of the majority classes, at least nB; it is {Numerics.Exact.Format(a)}, and nB is {Numerics.Exact.Format(b)}.");
        }

        double total = (ka * a) + (kb * b);
        return new(ka, kb, a / total, b / total, a, b);
    }
}
