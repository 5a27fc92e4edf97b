using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C1. Squared error, imbalanced classes, one layer, no bias: a general orthogonal frame, class by class</summary>
public sealed class GeneralFrameOneLayer : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C1";

    /// <inheritdoc/>
    public override string Title => "Squared error, imbalanced classes, one layer, no bias: a general orthogonal frame, every class on its own";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let $M=1$ and $d\ge K$. Class $k$ is active if $n_k>N^2\lambda_1\lambda_H$; put $s_k^2=\sqrt{\frac{n_k\lambda_H}{\lambda_1}}-N\lambda_H$ for an active class and $s_k^2=0$ otherwise. At every minimiser all features of a class equal one vector $h_k$, and
        $$WW^{\top}=\operatorname{diag}(s_1^2,\ldots,s_K^2),\quad h_j^{\top}h_k=0\;(j\ne k),\quad \lVert h_k\rVert^2=\frac{\lambda_1s_k^2}{\lambda_Hn_k},\quad w_k=\sqrt{\frac{n_k\lambda_H}{\lambda_1}}\;h_k,$$
        $$W\bar{H}=\operatorname{diag}\left(1-\frac{N\sqrt{\lambda_1\lambda_H}}{\sqrt{n_k}}\right)_+,$$
        and the minimum is $\sum_k\phi_k$ with $\phi_k=\sqrt{\lambda_1\lambda_Hn_k}-\frac{N}{2}\lambda_1\lambda_H$ for an active class and $\frac{n_k}{2N}$ otherwise.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; one linear layer; no bias; $d\\ge K$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms. A class exactly at the threshold is zero.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A free bias: for $n=(9,4,1)$, $\\lambda_1=0.012$, $\\lambda_H=0.006$ the Gram of the classifiers misses the predicted one by 1.08, the logits by 0.62.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        (double lambdaW, double lambdaH, double total) = (parameters.Positive("lambdaW"), parameters.Positive("lambdaH"), sizes.Sum(n => (double)n));
        double critical = total * total * lambdaW * lambdaH, lambda = Math.Sqrt(lambdaW * lambdaH);
        double[] fits = [.. sizes.Select(n => Math.Max(0, 1 - (total * lambda / Math.Sqrt(n))))];
        double[] ratios = [.. sizes.Select(n => Math.Sqrt(n * lambdaH / lambdaW))];
        return new()
        {
            { "nCrit", critical },
            { "active", sizes.Select(n => n > critical).ToArray() },
            { "sSq", fits.Zip(ratios, (f, r) => f * r).ToArray() },
            { "hNormSq", fits.Zip(ratios, (f, r) => f / r).ToArray() },
            { "WHDiag", fits },
            { "wOverH", ratios },
            { "F", DeepLinear.Minimum(parameters, freeBias: false).Objective },
            { "hPeakN", 4 * critical },
            { "hSqUpperBound", 1 / (4 * total * lambdaH) },
        };
    }
}
