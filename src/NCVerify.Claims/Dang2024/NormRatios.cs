using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-4. With nonnegative features, larger classes have larger classifiers and usually shorter features</summary>
public sealed class NormRatios : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-4";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features, larger classes have larger classifiers and usually shorter features";

    /// <inheritdoc/>
    protected override string Place => "As commonly stated; the wording of the theorem was not at hand";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        At a minimiser, for active classes $i,j$,
        $$\frac{\lVert\mu_i\rVert}{\lVert\mu_j\rVert}=\left(\frac{n_j}{n_i}\right)^{1/4}\sqrt{\frac{\mathcal{M}_i}{\mathcal{M}_j}},\quad
        \frac{\lVert w_i\rVert^2}{\lVert w_j\rVert^2}=\frac{(K-1)^2\sqrt{n_i}\,\mathcal{M}_i+\sum_{m\ne i}\sqrt{n_m}\,\mathcal{M}_m}{(K-1)^2\sqrt{n_j}\,\mathcal{M}_j+\sum_{m\ne j}\sqrt{n_m}\,\mathcal{M}_m},$$
        $$\cos(w_k,\mu_k)=\frac{K-1}{K}\,\frac{\mathcal{M}_k}{\lVert w_k\rVert\lVert\mu_k\rVert},\quad \cos(w_j,\mu_k)=-\frac{1}{K}\,\frac{\mathcal{M}_k}{\lVert w_j\rVert\lVert\mu_k\rVert}\;(j\ne k).$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Active classes only; $\\lambda_W,\\lambda_H>0$; no bias; features $h_i\\ge 0$ entrywise; $d$ at least the number of active classes.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The ratio $\\left(\\frac{n_j}{n_i}\\right)^{1/4}$ alone, without the margins: for $n=(6,5,3,2)$, $\\lambda_W=0.01$, $\\lambda_H=0.02$ it is 0.9554 for the first two classes, where the certified minimiser has 0.9692.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        ReluCrossEntropy minimum = Minimum(parameters);
        Matrix gram = minimum.ClassifierGram;
        double[] w = gram.Diagonal(), h = [.. minimum.FeatureNorms2];
        var prediction = new Prediction
        {
            { "cosWH", Matrix.Create(minimum.K, minimum.K, (i, j) => PredictionExtensions.Cosine(minimum.Logits[i, j], w[i], h[j])) },
        };
        return prediction
            .AddIfAny("hRatio12", h[1] > 0 ? Math.Sqrt(h[0] / h[1]) : null)
            .AddIfAny("wRatio12", w[1] > 0 ? Math.Sqrt(w[0] / w[1]) : null);
    }
}
