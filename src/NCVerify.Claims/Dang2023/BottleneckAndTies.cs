using NCVerify.Theory;

namespace NCVerify.Claims.Dang2023;

/// <summary>MSE-C2. With a bottleneck the largest classes stay; classes that tie at the cut share a projection</summary>
public sealed class BottleneckAndTies : DeepLinearClaim
{
    /// <inheritdoc/>
    public override string Id => "MSE-C2";

    /// <inheritdoc/>
    public override string Title => "With a bottleneck the largest classes stay, and classes that tie at the cut share a projection";

    /// <inheritdoc/>
    protected override string Place => "Bottleneck as commonly stated; the treatment of ties was worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + Scalar + "\n" + """
        Let the least width be $R<K$. The $R$ largest classes keep their fits $\frac{z_k}{\sqrt{n_k}}$ (with $\sigma_k=\sqrt{n_k}$), all others are zero, and $\min=\sum_{k\le R}\phi_k+\sum_{k>R}\frac{n_k}{2N}$ in the order of size. If $t$ classes of equal size straddle the cut and $r$ places are left for them, the block of these classes in
        $W_M\cdots W_1\bar{H}$ is $\frac{z}{\sqrt{n}}P$ with $P$ any orthogonal projection of rank $r$ of $\mathbb{R}^t$; all entries that join the block to other classes are zero. So the classifiers of tied classes are neither orthogonal nor of a fixed norm.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Any class sizes and any number of linear layers; no bias; positive penalties; the narrow width may be at any layer.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "At a tie the logits are not diagonal: for $n=(4,3,3,3,1)$ and least width 3 they differ from every diagonal matrix of the predicted eigenvalues.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The usual statement, a general orthogonal frame of the $R$ largest classes, is not complete: when 3 classes of equal size compete for 2 places, every projection of rank 2 is optimal, and the squared norms of their classifiers are 0.654, 0.791 and 0.555 of the full one in one run.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH, DeepLinear.Bottleneck];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        int classes = minimum.Sizes.Count, rank = minimum.Rank;
        double[] eigenvalues = [.. minimum.Fits.Select(f => f.Fraction), .. Enumerable.Repeat(0.0, classes - rank)];
        double cut = minimum.TargetSquares[rank - 1];
        bool tie = rank < classes && minimum.TargetSquares[rank] == cut && minimum.Fits[^1].Status == FitStatus.Active;
        return new()
        {
            { "F", minimum.Objective },
            { "logitEigenvalues", eigenvalues },
            { "tie", tie },
            { "tiedClasses", tie ? Enumerable.Range(0, classes).Where(k => minimum.Sizes[k] == cut).Select(k => (double)k).ToArray() : [] },
            { "tiedRank", tie ? minimum.TargetSquares.Take(rank).Count(n => n == cut) : 0 },
        };
    }
}
