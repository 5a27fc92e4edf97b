using NCVerify.Theory;

namespace NCVerify.Claims.TrainedNetworks;

/// <summary>NET-MSE. Networks trained under squared loss reach the orthogonal frame with the lengths that their penalties predict</summary>
public sealed class SquaredLossFrames : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-MSE";

    /// <inheritdoc/>
    public override string Title => "Networks trained under squared loss reach the orthogonal frame with the lengths that their penalties predict";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Dang2023, "Experiments with one to four linear layers; the comparison with lengths at finite penalties is ours");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let a network map images $x_i$ of $K$ classes to features $h_i$, and let it be trained, with its body unpenalised, on
        $$\frac{1}{2N}\sum_i\lVert W_M\cdots W_1h_i-e_{y_i}\rVert^2+\sum_{m=1}^{M}\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\sum_i\lVert h_i\rVert^2 .$$
        No network has an objective below the minimum $F$ over all features (MSE-C3). Trained far beyond zero error, the class means satisfy
        $$\frac{\lVert M^{\top}M-\operatorname{diag}(\rho_k)\rVert_F}{\lVert\operatorname{diag}(\rho_k)\rVert_F}\le\varepsilon_1,\quad \text{objective}\le(1+\varepsilon_2)F,\quad \sum_i\lVert h_i-\mu_{y_i}\rVert^2\le\varepsilon_3\sum_i\lVert h_i\rVert^2,$$
        with $\rho_k$ the squared lengths of the minimum, less one direction among classes of equal size, $\rho_k(I-uu^{\top})$, at most when $M\ge 2$ (zero is then a local minimum of what a singular value costs, and $F$ is raised by the difference), for $M=1,\ldots,4$ and equal classes (orthogonal frame) as for unequal ones (general orthogonal frame). With decay on all weights instead, as in the paper, lengths are not predicted; the directions of class means, of $W=W_M\cdots W_1$ and of $WM$ are those of the frame.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Real images (MNIST) or generated ones; 200 to 500 images; a body wide enough to fit them; penalties on features and linear layers only.",
        "Decay on all weights: ResNet-18 on CIFAR-10, on a GPU only; its limits were set before any such run, and none has been made so far.",
        "The limits $\\varepsilon$ stand in the experiment files with their reasons; they were fixed before the runs. That one direction may stay at zero was allowed after two of seven runs had shown it.",
        "Three seeds; the experiment on generated images is held against a reference distribution over 12 other seeds on another engine (TorchSharp on the processor), and fails outside it on either side; the other experiments have none yet.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The network after five epochs, and the final network against the lengths for four times the penalty on features: both are far outside the limits.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Network];

    /// <inheritdoc/>
    public override string Finding =>
        "On real images the lengths predicted for finite penalties are met to a fraction of a per cent in every depth, with no fitted constant; the paper compares directions only. The relative error of $M^{\\top}M$ is 0.0026 to 0.0052 in the mean over three seeds, with 95 per cent $t$-intervals that end below 0.0061. With three and four layers a direction of class space can stay at zero for good: so it was in one of three runs for $M=4$ (equal classes) and in all three for $M=3$ with unequal ones; in all 20 other runs on real and generated images every direction has its predicted length.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        SingularValueFit[] fits = [.. minimum.Sizes.Select(minimum.Fit)];
        return new()
        {
            { "hNormSq", fits.Select(f => f.Tau / minimum.LambdaH / f.TargetSquare).ToArray() },
            { "WHDiag", fits.Select(f => f.Fraction).ToArray() },
            { "lossOfClass", minimum.Sizes.Zip(fits, (n, f) => (n - (n / (1 + Math.Pow(f.X, minimum.LambdaW.Count))) - (f.B * f.X)) / (2 * minimum.Sizes.Sum())).ToArray() },
            { "F", minimum.Objective },
        };
    }
}
