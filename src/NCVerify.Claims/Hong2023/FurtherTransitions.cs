using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-4. Past the merge all minority quantities vanish at a second threshold, and everything at a secular root</summary>
public sealed class FurtherTransitions : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-4";

    /// <inheritdoc/>
    public override string Title => "Past the merge all minority quantities vanish at a second threshold, and everything at a secular root";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        $W=0$ and $H=0$ are optimal if and only if $\lambda\ge\lambda_0$. Without bias $\lambda_0=\frac{1}{N}\lVert PD^{1/2}\rVert_2$ with $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$. If two classes share the largest size, $\lambda_0=\frac{\sqrt{n_{\max}}}{N}$; otherwise $\lambda_0=\frac{\sqrt{x}}{N}$ with $x$ between the two largest sizes and
        $$\sum_k\frac{n_k}{n_k-x}=K\;\text{ (no bias)},\quad \sum_k\frac{n_k}{n_k-x}=0\;\text{ (bias without penalty)} .$$
        With $\lambda_b>0$, $\lambda_0=\frac{1}{N}\lVert (p\mathbf{1}^{\top}-I)D^{1/2}\rVert_2$, where $p_k=\exp b_k/\sum_j\exp b_j$ and $p_k-\frac{n_k}{N}+\lambda_b b_k=0$.
        For two clusters ($K_A,K_B\ge 2$ classes of $n_A>n_B$ samples, no bias), all minority logits, features and classifiers are zero if and only if $\lambda\ge\lambda_T$, with $\frac{\sqrt{n_B}}{N}<\lambda_T<\frac{\sqrt{n_A}}{N}$ the value at which the gradient in $(t_1,t_2)$ at $t_1=t_2=0$ has dual norm $\lambda$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$\\lambda_W,\\lambda_H>0$; mean loss; $d\\ge K-1$ for $\\lambda_T$, any $d$ for $\\lambda_0$.",
        "That $\\lambda_T$ lies between the two merges was observed in every setting tried, not proved.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "0.1 per cent below $\\lambda_0$ the minimiser is not zero, and one per cent below $\\lambda_T$ a minority logit is above $10^{-3}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Three transitions in place of one: for $n=(20,20,5,5)$ minority classes merge at $\\lambda=0.0447$, vanish at $0.0673$, and everything is zero from $0.0894$ on. Where one class alone is the largest, the last threshold is a secular root below $\\frac{\\sqrt{n_{\\max}}}{N}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        new("lambdaB", "penalty of the bias, positive; adds the threshold with a regularised bias", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] n = Read.Sizes(parameters);
        double[] sizes = [.. n.Select(x => (double)x)];
        var prediction = new Prediction
        {
            { "sqrtNmaxOverN", Math.Sqrt(sizes.Max()) / sizes.Sum() },
            { "zeroThresholdBiasFree", ZeroThresholds.WithoutBias(sizes) },
            { "zeroThresholdUnregularisedBias", ZeroThresholds.FreeBias(sizes) },
        };
        if (parameters.Has("lambdaB"))
        {
            (double threshold, double[] bias) = ZeroThresholds.RegularizedBias(sizes, parameters.Positive("lambdaB"));
            prediction.Add("zeroThresholdRegularisedBias", threshold);
            prediction.Add("biasAtZero", bias);
        }

        if (StepProfile.TryFrom(sizes) is { } step)
        {
            double total = sizes.Sum(), large = sizes.Max();
            var family = new TwoClusterMinimum(step.Majority, step.Minority, large / total, step.MinoritySize / total, large, step.MinoritySize);
            prediction.Add("clusterMeanThreshold", family.MeansVanish);
        }

        return prediction;
    }
}
