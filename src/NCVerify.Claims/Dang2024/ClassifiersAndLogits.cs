using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-2. With nonnegative features, logits are centred and classifiers align with the scaled and centred class means</summary>
public sealed class ClassifiersAndLogits : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-2";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features, logits are centred and classifiers align with the scaled and centred class means";

    /// <inheritdoc/>
    protected override string Place => "The alignment is stated in the abstract; the public code computes other margins";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        At a minimiser
        $$W\mu_k=\mathcal{M}_k\left(e_k-\frac{1}{K}\mathbf{1}\right),\quad w_j=\sqrt{\frac{\lambda_H}{K(K-1)\lambda_W}}\left[K\sqrt{n_j}\,\mu_j-\sum_m\sqrt{n_m}\,\mu_m\right],$$
        $$w_i\cdot w_j=\sqrt{\frac{K\lambda_H}{(K-1)\lambda_W}}\;\sum_m\sqrt{n_m}\,\mathcal{M}_m\left(\delta_{im}-\frac{1}{K}\right)\left(\delta_{jm}-\frac{1}{K}\right),$$
        where $\delta$ is 1 for equal indices and 0 otherwise; hence $\sum_k w_k=0$ and the margin of class $k$ is exactly $\mathcal{M}_k$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise; $d$ at least the number of active classes.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The margins of the public code, in which $\\lambda_H$ cancels: for $n=(6,5,3,2)$, $\\lambda_W=0.01$, $\\lambda_H=0.02$ they are 4.635, 4.541, 4.277, 4.065, where the certified minimiser has 3.541, 3.441, 3.158, 2.926.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The public code of the paper computes the margins with an extra factor $\\frac{\\lambda_W}{\\lambda_H}$, so that $\\lambda_H$ cancels. For $n=(6,5,3,2)$, $\\lambda_W=0.01$, $\\lambda_H=0.02$ it gives 4.635, 4.541, 4.277, 4.065; the theorem, and every certified minimiser, give 3.541, 3.441, 3.158, 2.926.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        ReluCrossEntropy minimum = Minimum(parameters);
        Matrix gram = minimum.ClassifierGram;
        double[] w = gram.Diagonal(), own = minimum.Logits.Diagonal();
        return new()
        {
            { "WWT", gram },
            { "wNorm2", w },
            { "WHDiag", own },
            { "WHOffColumn", minimum.Margins.Select(m => -m / minimum.K).ToArray() },
            { "cosWHOwn", own.Select((z, k) => PredictionExtensions.Cosine(z, w[k], minimum.FeatureNorms2[k])).ToArray() },
            { "cosW1W2", PredictionExtensions.Cosine(gram[0, 1], w[0], w[1]) },
        };
    }
}
