using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Papyan2020;

/// <summary>NCM-1. The NC1 metrics of a simplex ETF with isotropic noise have exact values</summary>
public sealed class NoisyEtfMetrics : Claim
{
    /// <inheritdoc/>
    public override string Id => "NCM-1";

    /// <inheritdoc/>
    public override string Title => "The NC1 metrics of a simplex ETF with isotropic noise have exact values";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Papyan2020, "Metrics as in the paper and in public code; the exact values were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let the class means be a simplex ETF of norm $r$ in $\mathbb{R}^d$ and let every class have exactly the covariance $\sigma^2 I_d$. With $\Sigma_W=\frac{1}{N}\sum_i(h_i-\mu_{y_i})(h_i-\mu_{y_i})^{\top}$, $\Sigma_B=\frac{1}{K}\sum_k(\mu_k-\mu_G)(\mu_k-\mu_G)^{\top}$,
        $\mu_G=\frac{1}{K}\sum_k\mu_k$ and $v_k$ the mean of $\lVert h_i-\mu_k\rVert^2$ over class $k$
        $$\frac{1}{K}\operatorname{tr}\left(\Sigma_W\Sigma_B^{\dagger}\right)=\frac{\sigma^2(K-1)^2}{Kr^2},\quad \frac{\operatorname{tr}\Sigma_W}{\operatorname{tr}\Sigma_B}=\frac{d\sigma^2}{r^2},\quad \frac{v_j+v_k}{2\lVert\mu_j-\mu_k\rVert^2}=\frac{d\sigma^2(K-1)}{2Kr^2}\;(j\ne k),$$
        the last being the class-distance-normalised variance (CDNV); NC2 and NC3 errors are 0.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$d\\ge K-1$; the within-class covariance is exactly isotropic, as from the features $\\mu_k\\pm\\sigma\\sqrt{d}\\,e_j$ for all $j$.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Noise along one direction only, with the same trace: the quotient and CDNV are unchanged, and $\\frac{1}{K}\\operatorname{tr}(\\Sigma_W\\Sigma_B^{\\dagger})$ is not.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "The claim is about the metrics themselves: a constructed configuration is measured and compared with its exact value; there is nothing to optimise.";

    /// <inheritdoc/>
    public override string Finding =>
        "What public code calls NC1 differs by convention (sample- or class-weighted means, with or without the factor $\\frac{1}{K}$), 31-fold in one constructed example at imbalance 100; the values here tell the conventions apart.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [new("K", "number of classes, at least 2"), new("d", "feature dimension, at least K - 1"), new("r", "norm of the class means, positive"), new("sigma", "standard deviation of each feature coordinate within a class, not negative")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = Read.Classes(parameters);
        int dimension = parameters.Integer("d", 1);
        (double radius, double sigma) = (parameters.Positive("r"), parameters.Number("sigma"));
        if (dimension < classes - 1)
        {
            throw new ParameterException("d", $"Parameter 'd' must be at least K - 1 = {Exact.Format(classes - 1)} for a simplex ETF of K classes; it is {Exact.Format(dimension)}.");
        }

        if (sigma < 0)
        {
            throw new ParameterException("sigma", $"Parameter 'sigma' must not be negative; it is {Exact.Format(sigma)}.");
        }

        return new()
        {
            { "NC1TracePinvOverK", MetricValues.NoisyEtfPinv(classes, radius, sigma) },
            { "NC1Quotient", MetricValues.NoisyEtfQuotient(dimension, radius, sigma) },
            { "CDNV", MetricValues.NoisyEtfCdnv(classes, dimension, radius, sigma) },
        };
    }
}
