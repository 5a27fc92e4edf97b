namespace NCVerify.Claims.RealData;

/// <summary>NET-MNIST-RAW. The pixels of real images are not collapsed: what any feature extractor starts from</summary>
public sealed class RawImagesAreNotCollapsed : Claim
{
    /// <inheritdoc/>
    public override string Id => "NET-MNIST-RAW";

    /// <inheritdoc/>
    public override string Title => "The pixels of real images are not collapsed: what any feature extractor starts from";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "A reference point for measurements on trained networks");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        With the $N=10000$ test images of MNIST as features ($d=784$ pixel values from 0 to 255, $K=10$ digits), $\Sigma_W$ and $\Sigma_B$ as in NC-1,
        $$\frac{1}{K}\operatorname{tr}\left(\Sigma_W\Sigma_B^{\dagger}\right)=1.4383,\quad \frac{\operatorname{tr}\Sigma_W}{\operatorname{tr}\Sigma_B}=3.6126,\quad \left\lVert\frac{\bar{M}\bar{M}^{\top}}{\lVert \bar{M}\bar{M}^{\top}\rVert_F}-\frac{P}{\sqrt{K-1}}\right\rVert_F=0.6738,$$
        with $\bar{M}$ the class means less their unweighted mean and $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$: nothing has collapsed, and the means are far from a simplex ETF.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "The original test images and labels, told by the SHA-256 of their uncompressed bytes.",
        "Class means averaged without weights, as in the conventions of NC-1 and NC-2.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Every image moved to $10^{-3}$ of its distance from its class mean: the same pixels, collapsed within classes.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm];

    /// <inheritdoc/>
    public override string SingleOracleReason =>
        "A measurement on data: the expected values come from the plain covariance formulas, evaluated by an independent program.";

    /// <inheritdoc/>
    public override string Finding =>
        "Reference values for real images, to read the numbers of trained networks against: raw pixels have NC1 1.4383, quotient 3.6126, CDNV 1.9697, and nearest-mean classification errs on 17.7 per cent. No published values were found.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    // By the covariance formulas in NumPy, double precision, full pseudo-inverse of rank K - 1.
    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters) => new()
    {
        { "nc1", 1.438314061078771 },
        { "nc1Quotient", 3.6126473727840485 },
        { "cdnv", 1.9696656873010467 },
        { "etfErrorMeans", 0.6737778670525876 },
        { "orthogonalFrameErrorMeans", 1.0930040392052178 },
    };
}
