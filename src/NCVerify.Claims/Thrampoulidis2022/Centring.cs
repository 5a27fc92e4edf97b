using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-10. Classifiers sum to zero and class means have zero unweighted mean; the sample-weighted mean is zero only for balanced classes</summary>
public sealed class Centring : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-10";

    /// <inheritdoc/>
    public override string Title => "Classifiers sum to zero and class means have zero unweighted mean; the sample-weighted mean is zero only for balanced classes";

    /// <inheritdoc/>
    protected override string Place => "Derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Geometry + "\n" + """
        Then
        $$\sum_c w_c=0,\quad \sum_c \mu_c=0,\quad\text{but}\quad \left\lVert\frac{1}{N}\sum_c n_c\mu_c\right\rVert^2=\frac{n^{\top}(PDP)^{\dagger/2}n}{N^2},\quad n=(n_1,\ldots,n_K)^{\top},$$
        which is positive unless all sizes are equal. At a finite ridge $\lambda>0$ still $\sum_c w_c=0$ and $HH^{\top}=W^{\top}W$, but $\sum_c\mu_c\ne 0$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "The ridge is the same for $W$ and $H$, otherwise $HH^{\\top}$ and $W^{\\top}W$ are proportional.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The sample-weighted mean of the features at SELI: its norm is 0.267 for $n=(10,10,1,1)$. And at a finite ridge, $n=(12,12,3,3)$ and $\\lambda=0.2$ (sum loss), $\\lVert\\sum_c\\mu_c\\rVert=0.23$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Centring features by the sample-weighted global mean, as many code bases do, shifts the class means of SELI by a nonzero vector whenever classes are uneven; the unweighted mean of class means is exactly zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => Take.SizesOrStep;

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        IReadOnlyList<double> sizes = Read.SizesOrStep(parameters);
        Matrix s = new Seli(sizes).MeanGram;

        // (PDP)^{+1/2} maps 1 to 0, so n may be replaced by its deviation from the mean, which loses no digits.
        double mean = sizes.Average();
        double sum = 0;
        for (int i = 0; i < s.Rows; i++)
        {
            for (int j = 0; j < s.Columns; j++)
            {
                sum += (sizes[i] - mean) * s[i, j] * (sizes[j] - mean);
            }
        }

        double total = sizes.Sum();
        return new()
        {
            { "classifierSumNorm2", 0 },
            { "unweightedMeanNorm2", 0 },
            { "weightedMeanNorm2", sum / (total * total) },
        };
    }
}
