using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-7. Classes of different sizes never coincide; the logits lose rank instead</summary>
public sealed class DistinctSizes : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-7";

    /// <inheritdoc/>
    public override string Title => "Classes of different sizes never coincide; the logits lose rank instead";

    /// <inheritdoc/>
    protected override string Place => "Proved here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Without bias, if two columns of $Z$ coincide, then the two classes have the same size, or both have zero logits as samples and as classes. With growing $\lambda$ the rank of $Z$ falls from $K-1$ to $0$; it is $0$ exactly from $\lambda=\frac{1}{N}\lVert PD^{1/2}\rVert_2$ on, $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["No bias; $\\lambda_W,\\lambda_H>0$; $d\\ge K-1$."];

    /// <inheritdoc/>
    public override string Control => "Tied sizes: for $n=(40,25,8,8,6)$ at $\\lambda=1.01\\sqrt{8}/87$ two columns coincide exactly.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "An exact minority collapse needs tied sizes. For $n=(40,25,10,8,6)$ the rank of $Z$ falls through $4,3,2,1,0$ at $\\lambda=0.028,0.030,0.035,0.05,0.0667$, and no two columns coincide on the way.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        double[] sizes = [.. Read.Sizes(parameters).Select(n => (double)n)];
        return new()
        {
            { "distinct", sizes.Distinct().Count() == sizes.Length },
            { "fullRank", sizes.Length - 1 },
            { "zeroThreshold", ZeroThresholds.WithoutBias(sizes) },
        };
    }
}
