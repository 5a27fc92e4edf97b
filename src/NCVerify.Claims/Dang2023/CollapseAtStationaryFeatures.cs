using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-A0. Behind linear layers, features of a class coincide wherever the features are stationary</summary>
public sealed class CollapseAtStationaryFeatures : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-A0";

    /// <inheritdoc/>
    public override string Title => "Behind linear layers, features of a class coincide wherever the features are stationary, whatever the layers";

    /// <inheritdoc/>
    protected override string Place => "Stated there for minimisers; the proof covers every point that is stationary in the features";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $W_1,\ldots,W_M$ be any linear layers and $\beta$ any bias, trained or not, $P=W_M\cdots W_1$, and let the features $h_i$ be stationary for
        $$\frac{1}{N}\sum_{i=1}^{N}\mathcal{L}(Ph_i+\beta,y_i)+\frac{\lambda_H}{2}\sum_i\lVert h_i\rVert^2,\quad\lambda_H>0,$$
        with a loss $\mathcal{L}$ that is convex in the logits. Then $h_i$ depends on the class $y_i$ only: the problem of one sample is strictly convex, and the same for all samples of a class. For squared error, $\mathcal{L}(z,k)=\frac{1}{2}\lVert z-e_k\rVert^2$, every sample of class $k$ is at
        $$h_k=\left(P^{\top}P+N\lambda_HI\right)^{-1}P^{\top}(e_k-\beta).$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Linear layers, fixed or not; any class sizes and widths; any bias; $\\lambda_H>0$; a loss convex in the logits.",
        "Not behind a ReLU, where the problem of one sample is not convex.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Without penalty on the features ($\\lambda_H=0$, $d>K$): stationary features keep any scatter in the kernel of $P$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Within-class collapse needs neither trained layers nor a minimum: under random fixed layers descent on the features alone reaches it, for squared error and cross-entropy. In these models it says nothing about the classifier.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("product", "W_M ... W_1 row by row, a list of K d numbers"),
        new("K", "number of classes, at least 2"),
        new("N", "number of samples, at least 1"),
        Take.LambdaH,
        new("offset", "bias of each class, a list of K numbers; zero when left out", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int classes = parameters.Integer("K", 2);
        double[] entries = parameters.List("product");
        if (entries.Length == 0 || entries.Length % classes != 0)
        {
            throw new ParameterException("product", $"Parameter 'product' must list K d numbers, row by row; it has {Exact.Format(entries.Length)}, which K = {Exact.Format(classes)} does not divide.");
        }

        double[]? bias = parameters.Has("offset") ? parameters.List("offset") : null;
        if (bias is not null && bias.Length != classes)
        {
            throw new ParameterException("offset", $"Parameter 'offset' must list one number per class, {Exact.Format(classes)}; it has {Exact.Format(bias.Length)}.");
        }

        var product = new Matrix(classes, entries.Length / classes, entries);
        return new()
        {
            { "withinClassShare", 0.0 },
            { "features", FeatureResponse.Of(product, parameters.Integer("N", 1), parameters.Positive("lambdaH"), bias) },
        };
    }
}
