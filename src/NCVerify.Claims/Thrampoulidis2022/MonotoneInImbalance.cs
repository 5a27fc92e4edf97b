using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-08. Norm ratios and within-group angles of SELI are monotone in the imbalance ratio, and minority classifiers pass through orthogonality</summary>
public sealed class MonotoneInImbalance : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-08";

    /// <inheritdoc/>
    public override string Title => "Norm ratios and within-group angles of SELI are monotone in the imbalance ratio, and minority classifiers pass through orthogonality";

    /// <inheritdoc/>
    protected override string Place => "Derived here; monotonicity observed on a grid, not proved";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Step + "\n" + """
        At SELI, as $R$ grows from 1, the quantities $\frac{\lVert w_a\rVert}{\lVert w_b\rVert}$, $\cos(w_b,w_{b'})$ and $\cos(\mu_a,\mu_{a'})$ increase, and $\frac{\lVert \mu_a\rVert}{\lVert \mu_b\rVert}$, $\cos(w_a,w_{a'})$ and
        $\cos(\mu_b,\mu_{b'})$ decrease. Minority classifiers are exactly orthogonal at one ratio, which depends on $\rho$ alone,
        $$\cos(w_b,w_{b'})=0\;\iff\; R=\frac{(1-\rho)^{-2}-(1-\rho)}{\rho}.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Step imbalance; an angle within a group needs two classes in it.",
        "Monotonicity is observed for $m,k\\le 10$ and $R\\le 10^6$, not proved.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The angle between the groups is not monotone: for $m=8$, $k=2$, $\\cos(w_a,w_b)$ rises from $-0.1111$ at $R=1$ to $-0.0923$ at $R=10$ and falls to $-0.1108$ at $R=10^4$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding =>
        "Minority classifiers are exactly orthogonal at $R=\\frac{(1-\\rho)^{-2}-(1-\\rho)}{\\rho}$ ($R=7$ at $\\rho=\\frac{1}{2}$, for every $K$); the angles between the two groups are not monotone.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.StepGroups, new("R", "imbalance ratio at which to evaluate, at least 1; the orthogonal ratio when left out", Required: false), new("K", "number of classes; if given, it must be m + k", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int majority, int minority) = Read.StepGroups(parameters);
        double orthogonal = SeliStep.OrthogonalRatio(majority, minority);
        double ratio = parameters.Has("R") ? parameters.Number("R") : orthogonal;
        if (ratio < 1)
        {
            throw new ParameterException("R", "Parameter 'R' is majority over minority size, at least 1.");
        }

        var seli = new SeliStep(new(majority, minority, ratio, 1));
        return new Prediction { { "rstar", orthogonal }, { "ratioW", seli.ClassifierNormRatio }, { "ratioH", seli.MeanNormRatio } }
            .AddIfAny("cosWMinMin", seli.Classifiers.CosMinMin)
            .AddIfAny("cosHMajMaj", seli.Means.CosMajMaj)
            .AddIfAny("cosWMajMaj", seli.Classifiers.CosMajMaj)
            .AddIfAny("cosHMinMin", seli.Means.CosMinMin);
    }
}
