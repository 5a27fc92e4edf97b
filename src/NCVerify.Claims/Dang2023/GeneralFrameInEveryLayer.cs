using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C3. Squared error, imbalanced classes, two or more layers: a general orthogonal frame in every layer, with zero compared</summary>
public sealed class GeneralFrameInEveryLayer : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C3";

    /// <inheritdoc/>
    public override string Title => "Squared error, imbalanced classes, two or more layers: a general orthogonal frame in every layer, once the root is compared with zero";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated, with the comparison with zero that the public code of the paper leaves out";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let all widths be at least $K$. For each class let $x_k$ be the larger root of $\frac{b}{n_k}=\frac{Mx^{M-1}}{(x^M+1)^2}$ if $n_k>n_{\text{crit}}=\frac{b}{b_{\text{crit}}}$, $b_{\text{crit}}=\frac{1}{M}(M-1)^{(M-1)/M}$, and $x_k=0$ otherwise; put $\tau_k=(N\Lambda)^{1/M}x_k$. At every minimiser
        $$(W_M\cdots W_m)(W_M\cdots W_m)^{\top}=\operatorname{diag}\left(\frac{\tau_k^{M-m+1}}{\lambda_M\cdots\lambda_m}\right),\quad H_m^{\top}H_m=\operatorname{diag}\left(\frac{\tau_k^m}{n_k\lambda_H\lambda_1\cdots\lambda_{m-1}}\right),\quad W_M\cdots W_1\bar{H}=\operatorname{diag}\left(\frac{x_k^M}{1+x_k^M}\right),$$
        with $H_m=W_{m-1}\cdots W_1\bar{H}$; row $k$ of $W_M\cdots W_1$ is $(q_k^2+N\lambda_H)h_k$ with $q_k^2=N\lambda_Hx_k^M$ its squared norm. The minimum is $\frac{1}{2N}\sum_k\left(\frac{n_k}{1+x_k^M}+bx_k\right)$. Roots exist down to $n_k=\frac{b}{b_{\text{spin}}}$; between this and $n_{\text{crit}}$ they are local minima only.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; linear layers; no bias; all widths at least $K$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The largest root without the comparison: for two layers and $\\frac{b}{n_k}=0.57$, between 0.5 and 0.6495, it says that class $k$ is fitted to 0.43; at the certified minimum it is zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The public code for deep linear networks takes the largest stationary root without comparing its value with that of zero. It is wrong for $b_{\\text{crit}}<\\frac{b}{n_k}<b_{\\text{spin}}$ (0.5 to 0.6495 for $M=2$, 0.5291 to 0.8399 for $M=3$, 0.5699 to 1.0652 for $M=4$), a band that its default settings do not reach. The theorem itself is confirmed.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        SingularValueFit[] fits = [.. minimum.Sizes.Select(minimum.Fit)];
        int layers = minimum.LambdaW.Count;
        return new()
        {
            { "b", fits[0].B },
            { "nCrit", fits[0].B / SingularValueFit.Critical(layers) },
            { "nSpin", fits[0].B / SingularValueFit.Spinodal(layers) },
            { "status", fits.Select(f => DeepLinear.Word(f.Status)).ToArray() },
            { "x", fits.Select(f => f.X).ToArray() },
            { "z", fits.Select(f => f.Z).ToArray() },
            { "WHDiag", fits.Select(f => f.Fraction).ToArray() },
            { "WHDiagLargestRoot", fits.Select(f => f.LocalZ / Math.Sqrt(f.TargetSquare)).ToArray() },
            { "tau", fits.Select(f => f.Tau).ToArray() },
            { "productWNormSq", fits.Select(f => minimum.ProductSquare(f, 1)).ToArray() },
            { "hNormSq", fits.Select(f => f.Tau / minimum.LambdaH / f.TargetSquare).ToArray() },
            { "lastLayerRowNormSq", fits.Select(f => f.Tau / minimum.LambdaW[^1]).ToArray() },
            { "F", minimum.Objective },
        };
    }
}
