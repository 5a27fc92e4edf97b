using NCVerify.Theory;

namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-04. At every ridge there are class weights that make the classifiers an exact ETF, and they depend on the ridge</summary>
public sealed class WeightsForAnEtf : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-04";

    /// <inheritdoc/>
    public override string Title => "At every ridge there are class weights that make the classifiers an exact ETF, and they depend on the ridge";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the losses that the paper studies";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W,H$ minimise $\sum_i\omega_{y_i}\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$. For any $c>0$ and
        $$\omega_j=\frac{\lambda}{K\sqrt{n_j}}\left(\exp(c/\sqrt{n_j})+K-1\right)$$
        the minimiser has $WM=c\,P\,D^{-1/2}$ and $WW^{\top}=c\,P$, an exact simplex ETF with equal norms; the class means point along the classifiers, with $\lVert\mu_j\rVert\sqrt{n_j}=\sqrt{c(1-1/K)}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => [EnoughDimensions, "Any class sizes; $c>0$ is free and sets the scale."];

    /// <inheritdoc/>
    public override string Control =>
        "The same weights at a hundredth of the ridge, for $n=(30,10,4,1)$: the classifiers are no ETF.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Reweighting can give an exact ETF for any imbalance, but no weights do so independently of the ridge: for $n=(30,10,4,1)$, $\\lambda=0.1$ and $c=6$ they are 0.0273, 0.0764, 0.2886 and 10.16, more than inverse frequencies.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        Take.SumLambda[0] with { Required = true },
        new("c", "scale of the logits, positive"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double scale = parameters.Positive("c");
        return new()
        {
            { "omega", WeightedEtf.Weights(sizes, parameters.Positive("lambdaSum"), scale) },
            { "hNormTimesSqrtN", WeightedEtf.FeatureNormTimesRoot(sizes.Length, scale) },
            { "wNorm2", scale * (sizes.Length - 1) / sizes.Length },
        };
    }
}
