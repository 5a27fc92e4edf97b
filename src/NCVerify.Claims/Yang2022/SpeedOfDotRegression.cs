using NCVerify.Theory;

namespace NCVerify.Claims.Yang2022;

/// <summary>FIX-03. Dot regression aligns features only sublinearly; it beats cross-entropy at large logit scale and loses at small</summary>
public sealed class SpeedOfDotRegression : Claim
{
    /// <inheritdoc/>
    public override string Id => "FIX-03";

    /// <inheritdoc/>
    public override string Title => "Dot regression aligns features only sublinearly; it beats cross-entropy at large logit scale and loses at small";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Yang2022, "The abstract claims a better convergence property; the times were derived here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.Corrected;

    /// <inheritdoc/>
    public override string Statement => """
        Let $w_1,\ldots,w_K$ be a fixed simplex ETF, $h$ a feature of class $y$ on a sphere, $s$ the product of the lengths of $h$ and $w_y$, and $c=\cos(h,w_y)$. Under gradient flow on the unit sphere, started from $c=0$ orthogonally to all classifiers,
        dot regression $\frac{s}{2}(1-c)^2$ and cross-entropy with logits $s\,w_j\cdot h$ obey
        $$c'=s(1-c)(1-c^2)\quad\text{and}\quad c'=\frac{sK(1-c^2)}{\exp(scK/(K-1))+K-1}.$$
        Dot regression reaches $1-c=\epsilon$ at the time $\frac{1}{s}\left[\frac{1}{4}\log\frac{2-\epsilon}{\epsilon}+\frac{1}{2}\left(\frac{1}{\epsilon}-1\right)\right]\sim\frac{1}{2s\epsilon}$: it is sublinear.
        Cross-entropy is linear in the end, with a prefactor that is exponentially small in $s$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Gradient flow with unit rate on the sphere; $d\\ge K$, so that a start orthogonal to all classifiers exists.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Cross-entropy in place of dot regression: at $s=1$, $K=10$ it needs the time 4.4 for $1-c=10^{-3}$, where dot regression needs 501.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "The better convergence of dot regression holds only at large logit scale and moderate accuracy: for $K=10$ and $1-c=10^{-3}$ the times are 501 against 4.4 for cross-entropy at $s=1$, 125 against 6.1 at $s=4$, and 50 against 1326 at $s=10$. With unit-norm logits cross-entropy is faster.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("s", "logit scale sqrt(E_W E_H), positive"),
        new("eps", "target 1 - cos, between 0 and 1"),
        new("K", "number of classes, at least 2; adds the time of cross-entropy", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double scale = parameters.Positive("s"), eps = parameters.Positive("eps");
        if (eps >= 1)
        {
            throw new ParameterException("eps", "Parameter 'eps' is 1 - cos at the end, below 1.");
        }

        var prediction = new Prediction { { "tExact", FixedEtf.DotRegressionTime(scale, eps) }, { "tAsym", FixedEtf.DotRegressionTimeLeading(scale, eps) } };
        return prediction.AddIfAny("tCrossEntropy", parameters.Has("K") ? FixedEtf.CrossEntropyTime(Read.Classes(parameters), scale, eps) : null);
    }
}
