namespace NCVerify.Claims.Zhou2022;

/// <summary>MSE-H4. Without weight decay zero is a strict saddle for one layer and a degenerate one for more</summary>
public sealed class DegenerateSaddleAtZero : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-H4";

    /// <inheritdoc/>
    public override string Title => "Without weight decay zero is a strict saddle for one linear layer and a degenerate one for more";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhou2022, "Complements their landscape results; a known fact on linear networks, stated here with its constant");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.AsCommonlyStated;

    /// <inheritdoc/>
    public override string Statement => """
        Consider $\frac{1}{2N}\lVert W_M\cdots W_1H-Y\rVert_F^2$ without penalties. At $W_1=\ldots=W_M=H=0$ the gradient vanishes. The smallest Hessian eigenvalue is $-\frac{\sqrt{n_{\max}}}{N}$ for $M=1$ (in class means scaled by $\sqrt{n_k}$, or with the features of all samples), with $n_{\max}$ the largest class; for $M\ge 2$ the Hessian is zero.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Linear layers without penalties or bias; mean loss with one half."];

    /// <inheritdoc/>
    public override string Control => "Away from zero: at a random point of entries near 0.1 the smallest eigenvalue for two layers is $-0.06$ to $-0.07$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm];

    /// <inheritdoc/>
    public override string SingleOracleReason => "An exact Hessian at one point: no minimiser, bound or dynamics is involved.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, new("lambdas", "penalty of every factor, 0 in this claim", Required: false)];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        if (parameters.Has("lambdas") && parameters.Number("lambdas") != 0)
        {
            throw new ParameterException("lambdas", "Parameter 'lambdas' must be 0: this claim speaks of problems without weight decay.");
        }

        return new()
        {
            { "lambdaMinAtZeroM1", -Math.Sqrt(sizes.Max()) / sizes.Sum(n => (double)n) },
            { "lambdaMinAtZeroM2", 0.0 },
            { "lambdaMinAtZeroM3", 0.0 },
        };
    }
}
