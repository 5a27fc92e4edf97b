using NCVerify.Theory;

namespace NCVerify.Claims.Yang2023;

/// <summary>FSCIL-01. Classes seen so far form a sub-frame of the ETF of all classes: their angle is that of the total number</summary>
public sealed class SubframeOfTheFixedEtf : Claim
{
    /// <inheritdoc/>
    public override string Id => "FSCIL-01";

    /// <inheritdoc/>
    public override string Title => "Classes seen so far form a sub-frame of the ETF of all classes: their angle is that of the total number";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Yang2023, "As coded in the public repository of the authors (a unit ETF for all classes of all sessions); angles derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        A simplex ETF of unit vectors $w_1,\ldots,w_{T}$ is fixed in advance for all $T$ classes of all sessions. In every session the features of the $S$ seen classes that minimise dot regression or cross-entropy on the unit ball are $h_i=w_{y_i}$. Hence for seen classes $c\ne c'$
        $$\cos(h_c,h_{c'})=-\frac{1}{T-1},$$
        not $-1/(S-1)$; after the mean of the seen classes is taken off they form an exact simplex of $S$ vectors with cosines $-\frac{1}{S-1}$ and squared norm $\frac{T}{T-1}\cdot\frac{S-1}{S}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Features on the unit ball, $d\\ge T-1$; any number of samples in each seen class.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "A fixed ETF of the seen classes only: its cosines are $-1/(S-1)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Measured without centring, the features of an early session are not an ETF of the seen classes: with 6 of 10 classes the cosines are $-1/9$ raw and $-1/5$ centred.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("totalClasses", "number T of classes of all sessions, at least 2"),
        new("seenClasses", "number S of classes seen so far, at least 2 and at most T"),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int total = parameters.Integer("totalClasses", 2), seen = parameters.Integer("seenClasses", 2);
        return seen <= total
            ? new()
            {
                { "raw", SimplexEtf.Cosine(total) },
                { "centred", SimplexEtf.Cosine(seen) },
                { "centredNorm2", (double)total / (total - 1) * (seen - 1) / seen },
            }
            : throw new ParameterException("seenClasses", $"Parameter 'seenClasses' is {seen}, above totalClasses = {total}.");
    }
}
