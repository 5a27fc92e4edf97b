using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-6. With small penalties the logits become those of the simplex, but only as fast as one over a logarithm</summary>
public sealed class ManySamples : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-6";

    /// <inheritdoc/>
    public override string Title => "With small penalties the logits become those of the simplex, but only as fast as one over a logarithm";

    /// <inheritdoc/>
    protected override string Place => "The limit is commonly stated for many samples; rate and next term were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Without bias, let $N\lambda$ tend to zero relative to the square roots of the sizes (for instance fixed ratios of sizes, $\lambda=c/N$ and many samples). With $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$ and $Q=(PDP)^{\dagger 1/2}$, whose entries off the diagonal are negative,
        $$z_{jk}-z_{kk}=\log(N\lambda)+\log(-Q_{jk})+O\left(\frac{1}{m}\right)\quad(j\ne k),$$
        where $m$ is the margin, of order $-\log(N\lambda)$. Divided by $m$ the logits tend to those of the simplex, with an error of order $1/m$ that class sizes determine.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["No bias; $\\lambda_W,\\lambda_H>0$; $d\\ge K-1$.", "The order of the remainder was observed, not proved."];

    /// <inheritdoc/>
    public override string Control => "The prediction for five classes of nearly equal size, $(5,4,4,4,4)$, put before the solution of $(9,6,3,2,1)$ at $\\lambda=10^{-6}$: the remainder times the margin is above 5.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "That imbalance disappears with many samples is true in the limit only: the error falls like one over the logarithm of the sample count. The constant term is known, and what then remains, times the margin, stays below 2.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double[] sizes = [.. Read.Sizes(parameters).Select(n => (double)n)];
        double scale = Math.Log(sizes.Sum() * Read.Lambda(parameters));
        Matrix q = new CentredSizes(sizes).Function(v => 1 / Math.Sqrt(v));
        return new()
        {
            { "otherMinusOwn", Matrix.Create(sizes.Length, sizes.Length, (j, k) => j == k ? 0 : scale + Math.Log(-q[j, k])) },
            { "leadingMargin", -scale },
        };
    }
}
