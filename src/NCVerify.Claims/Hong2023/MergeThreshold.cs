using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-3. Classes of equal size merge exactly at the square root of their size over N, whatever the other classes and the bias</summary>
public sealed class MergeThreshold : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-3";

    /// <inheritdoc/>
    public override string Title => "Classes of equal size merge exactly at the square root of their size over N, whatever the other classes and the bias";

    /// <inheritdoc/>
    protected override string Place => "Minority collapse as commonly stated; the criterion was proved again here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let at least two classes have the same size $n_c$. All of them have identical classifiers, identical features and identical predictions if and only if
        $$\lambda\ge\frac{\sqrt{n_c}}{N},\quad\text{that is}\quad n_c\le N^2\lambda_W\lambda_H .$$
        The threshold depends on the other classes through $N$ only, and not on $\lambda_b$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$\\lambda_W,\\lambda_H>0$; no bias, or $\\lambda_b\\ge 0$; $d\\ge K-1$; mean loss.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "0.1 per cent below the threshold the classifiers differ: $\\lVert w_i-w_j\\rVert^2$ is above $10^{-4}$ in every setting.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, .. Take.Lambda];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double total = sizes.Sum(n => (double)n);
        double[] shared = [.. sizes.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => SeliThresholds.Merge(g.Key) / total).Order()];
        if (shared.Length == 0)
        {
            throw new ParameterException("n", "Parameter 'n': no two classes have the same size, so none merge (HL-7).");
        }

        var prediction = new Prediction { { "mergeThresholds", shared } };
        if (parameters.Has("lambdaZ") || parameters.Has("lambdaW"))
        {
            double lambda = Read.Lambda(parameters);
            prediction.Add("merged", shared.Select(t => lambda >= t).ToArray());
        }

        return prediction;
    }
}
