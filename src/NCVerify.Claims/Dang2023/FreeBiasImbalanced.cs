using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C5. Imbalanced classes with a free bias: the bias is the prior, and collapse happens by singular direction</summary>
public sealed class FreeBiasImbalanced : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C5";

    /// <inheritdoc/>
    public override string Title => "Imbalanced classes with a free bias: the bias is exactly the class priors, and collapse happens by singular direction";

    /// <inheritdoc/>
    protected override string Place => "Extends the bias-free theorems to a free bias; worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + Scalar + "\n" + """
        Let the last layer have a bias $\beta$ without penalty, and let all widths be at least $K-1$. Then at every minimiser, for every depth and all penalties, $\beta=\frac{1}{N}(n_1,\ldots,n_K)^{\top}$. With $S=\operatorname{diag}(\sqrt{n_k})$ and $s=S\mathbf{1}$, the target $S\left(I-\frac{1}{N}ss^{\top}\right)=U\operatorname{diag}(\sigma_j)V^{\top}$ has as $\sigma_j^2$ the roots $t$ of
        $$\sum_k\frac{n_k}{n_k-t}=0,$$
        one strictly between neighbouring distinct sizes, every size that occurs $m$ times itself $m-1$ times, and 0. The fit is $W_M\cdots W_1\bar{H}S=U\operatorname{diag}(z_j)V^{\top}$ with $z_j$ from $\sigma_j$ as above, and the minimum is $\sum_j\phi_j$. In general this is neither a simplex nor an orthogonal frame.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; linear layers; a bias of the last layer without penalty; all widths at least $K-1$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A penalised bias, $\\lambda_b=0.2$: for $n=(4,3,2)$ it misses the priors by up to 0.34.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "With a free bias minority collapse is a property of singular directions of $S(I-\\frac{1}{N}ss^{\\top})$, not of classes; the bias equals the priors exactly for every depth, penalty and imbalance (deviation below 1e-14 in all certified minima).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
        [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH, DeepLinear.Bias with { Meaning = "\"free\", which is what this claim speaks of" }];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (parameters.Has("bias") && !DeepLinear.IsFree(parameters))
        {
            throw new ParameterException("bias", "Parameter 'bias' must be \"free\" in this claim; MSE-C3 speaks of problems without bias.");
        }

        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: true);
        return new()
        {
            { "sigmaSq", minimum.TargetSquares.ToArray() },
            { "z", minimum.Fits.Select(f => f.Z).ToArray() },
            { "bias", minimum.Sizes.Select(n => n / minimum.Total).ToArray() },
            { "F", minimum.Objective },
        };
    }
}
