namespace NCVerify.Claims.Yang2022;

/// <summary>FIX-04. Nonnegative features cannot align with a fixed ETF in general position: the best cosine is the share of its positive part</summary>
public sealed class ReluCannotReachTheFixedEtf : Claim
{
    /// <inheritdoc/>
    public override string Id => "FIX-04";

    /// <inheritdoc/>
    public override string Title => "Nonnegative features cannot align with a fixed ETF in general position: the best cosine is the share of its positive part";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Yang2022, "Derived here; the public code of the authors avoids the case by normalising features before the classifier");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $w\ne 0$ be a classifier with positive part $w^{+}$ (negative entries set to zero), $w^{+}\ne 0$. Over features $h\ge 0$, $h\ne 0$, the largest cosine with $w$ is
        $$\frac{w\cdot h}{\lVert w\rVert\lVert h\rVert}\le\frac{\lVert w^{+}\rVert}{\lVert w\rVert},$$
        attained exactly at $h\propto w^{+}$; dot regression on the nonnegative part of the ball $\lVert h\rVert^2\le E_H$ ends at $h=\sqrt{E_H}\,w^{+}/\lVert w^{+}\rVert$. For a simplex ETF in a random orientation the best cosine tends to $\sqrt{1/2}$ as $d$ grows,
        so that alignment with the classifier fails; it holds only if no classifier has a negative entry, which an ETF of two or more vectors never satisfies.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Features after a ReLU and no shift or normalisation behind it; the classifier is fixed.",
        "Cosines of the features themselves. After centring, the one orientation aligned with the axes, $w_c=e_c-\\mathbf{1}/K$ with features $e_c$, is an exception.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Features that may be negative: dot regression then aligns them fully, and the cosine is 1.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "A fixed ETF does break the alignment of features and classifiers where features are nonnegative: for random orientations with $K=10$ the best mean cosine is between 0.69 and 0.72 for $d=20$ to $512$. Without the ReLU it does not (FIX-01, FIX-02).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("w", "entries of one classifier, at least one positive; the limit for random orientations when left out", Required: false),
        new("d", "feature dimension of a random orientation, at least 1; instead of w", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (parameters.Has("w"))
        {
            double[] w = parameters.List("w"), positive = [.. w.Select(x => Math.Max(x, 0))];
            double norm = Norm(w), share = Norm(positive);
            return share > 0
                ? new() { { "cosBest", share / norm }, { "direction", positive.Select(x => x / share).ToArray() } }
                : throw new ParameterException("w", "Parameter 'w' needs a positive entry: otherwise no nonnegative feature has a positive cosine with it.");
        }

        // E |w+| / |w| of a uniform direction: its square is Beta distributed with mean 1/2, and 1/2 is the limit.
        return parameters.Has("d") && parameters.Integer("d", 1) > 0
            ? new() { { "cosBestLimit", Math.Sqrt(0.5) } }
            : throw new ParameterException("w", "Give 'w', the entries of a classifier, or 'd', the dimension of a random orientation.");
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(t => t * t));
}
