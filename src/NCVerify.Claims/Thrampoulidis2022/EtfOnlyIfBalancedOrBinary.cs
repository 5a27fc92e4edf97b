using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-09. SELI is a simplex ETF if and only if the classes are balanced or there are two</summary>
public sealed class EtfOnlyIfBalancedOrBinary : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-09";

    /// <inheritdoc/>
    public override string Title => "SELI is a simplex ETF if and only if the classes are balanced or there are two";

    /// <inheritdoc/>
    protected override string Place => "The special cases are commonly stated; the equivalence was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + Geometry + "\n" + """
        It is a simplex ETF, that is $PDP\propto P$, if and only if $n_1=\ldots=n_K$ or $K=2$. For balanced classes of size $n$
        $$WW^{\top}=\sqrt{n}\,P,\quad M^{\top}M=\frac{1}{\sqrt{n}}\,P ;$$
        for $K=2$ and any $n_1,n_2$, with $\bar{n}=\frac{n_1+n_2}{2}$, the classifiers are antipodal, as are the class means,
        $$WW^{\top}=\frac{\sqrt{\bar{n}}}{2}\begin{pmatrix}1&-1\\-1&1\end{pmatrix},\quad M^{\top}M=\frac{1}{2\sqrt{\bar{n}}}\begin{pmatrix}1&-1\\-1&1\end{pmatrix}.$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Three uneven classes: for $n=(9,4,1)$ the cosines of the classifiers are $-0.648$, $-0.542$ and $-0.288$, not $-\\frac{1}{2}$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "The converse: no other class-size vector gives an ETF, because the off-diagonal entries of $PDP$ are $\\frac{\\bar{n}-n_i-n_j}{K}$, with $\\bar{n}$ the mean size.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        var seli = new Seli(sizes);
        var etf = new SimplexEtf(sizes.Length);
        bool isEtf = sizes.Length == 2 || sizes.All(n => n == sizes[0]);
        double size = isEtf ? sizes.Average() : double.NaN;
        var prediction = new Prediction { { "isEtf", isEtf } };
        if (isEtf)
        {
            prediction.Add("wNorm2", Math.Sqrt(size) * (sizes.Length - 1) / sizes.Length);
            prediction.Add("hNorm2", (sizes.Length - 1) / (sizes.Length * Math.Sqrt(size)));
            prediction.Add("cosW", SimplexEtf.Cosine(sizes.Length));
            prediction.Add("cosH", SimplexEtf.Cosine(sizes.Length));
        }

        prediction.Add("etfDistanceW", isEtf ? 0 : GeometryDistance.Of(seli.ClassifierGram, etf.ClassifierGram));
        prediction.Add("etfDistanceH", isEtf ? 0 : GeometryDistance.Of(seli.MeanGram, etf.MeanGram));
        return prediction;
    }
}
