using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A2. Squared error, balanced classes, two or more linear layers, no bias: the same orthogonal frame in every layer</summary>
public sealed class FrameInEveryLayer : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A2";

    /// <inheritdoc/>
    public override string Title => "Squared error, balanced classes, two or more linear layers, no bias: the same orthogonal frame in every layer, lost in a jump";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated (two layers also in Tirer and Bruna 2022); the wording of the theorems was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + Scalar + "\n" + """
        Let $M\ge 2$, $n_k=n$, all widths at least $K$, and $\sigma=\sqrt{n}$. If $\frac{b}{n}<b_{\text{crit}}$, then at every minimiser, for $m=1,\ldots,M$, with $H_m=W_{m-1}\cdots W_1\bar{H}$ the class means entering layer $m$,
        $$(W_M\cdots W_m)(W_M\cdots W_m)^{\top}=\frac{\tau^{M-m+1}}{\lambda_M\cdots\lambda_m}I,\quad H_m^{\top}H_m=\frac{\tau^{m}}{n\lambda_H\lambda_1\cdots\lambda_{m-1}}I,\quad W_M\cdots W_mH_m=\frac{z}{\sqrt{n}}I,$$
        the rows of $W_M\cdots W_m$ are positive multiples of the columns of $H_m$, and the minimum is $K\phi$. If $\frac{b}{n}>b_{\text{crit}}$ the only global minimiser is zero; up to $\frac{b}{n}=b_{\text{spin}}=\frac{(M+1)^2}{4M}\left(\frac{M-1}{M+1}\right)^{(M-1)/M}$ the frame survives as a local minimum.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; linear layers; no bias; all widths at least $K$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms. At $\\frac{b}{n}=b_{\\text{crit}}$ every rank is optimal.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One per cent above $b_{\\text{crit}}$ the minimiser is zero, although the frame of the larger root still exists; and with $n=(4,3,2)$ no multiple of the identity fits.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        SingularValueFit fit = minimum.Fits[0];
        var prediction = new Prediction
        {
            { "bOverN", fit.B / perClass },
            { "x", fit.X },
            { "z", fit.Z },
            { "phi", fit.Value },
            { "status", DeepLinear.Word(fit.Status) },
            { "bCrit", SingularValueFit.Critical(fit.Layers) },
            { "bSpin", SingularValueFit.Spinodal(fit.Layers) },
            { "tau", fit.Tau },
            { "layerSingularValuesSq", minimum.LambdaW.Select(lambda => fit.Tau / lambda).ToArray() },
            { "HSingularValueSq", fit.Tau / minimum.LambdaH },
            { "hNormSq", fit.Tau / minimum.LambdaH / perClass },
            { "productRowNormSq", minimum.ProductSquare(fit, 1) },
            { "logitDiag", fit.Fraction },
            { "F", classes * fit.Value },
        };
        bool exists = fit.Status != FitStatus.Zero;
        return prediction
            .AddIfAny("xLocal", exists ? fit.LocalX : null)
            .AddIfAny("zLocal", exists ? fit.LocalZ : null)
            .AddIfAny("phiLocal", exists ? fit.LocalValue : null)
            .AddIfAny("zUnstable", exists && fit.Layers > 1 ? fit.UnstableZ : null);
    }
}
