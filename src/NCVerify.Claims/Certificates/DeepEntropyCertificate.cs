using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>MSE-G4. Cross-entropy behind two or more linear layers has a lower bound, but only a loose one is known</summary>
public sealed class DeepEntropyCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-G4";

    /// <inheritdoc/>
    public override string Title => "MSE-G4: cross-entropy behind two or more linear layers has a lower bound, but only a loose one is known";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => DeepCross.Model + "\n" + """
        Let $F_0$ be the objective of any point. At every point that is not worse, the singular values of $W_M\cdots W_1H$ are at most $z=\left(\frac{F_0}{C}\right)^{1/p}$, and there $s^p\ge z^{p-1}s$. So the minimum of the problem is at least that of the problem with one layer and $\sqrt{\lambda_W\lambda_H}=Cz^{p-1}$, which is known (WD-1). With $F_0=F_{\text{DNC}}$ the bound is between 0.35 and 0.75 of the best known value in the cases tried.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Linear layers; mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms; any class sizes and widths (the predicted numbers are for balanced classes).",
    ];

    /// <inheritdoc/>
    public override string Control => "Without shrinking the singular values to those that are possible, $z$ a hundredth of the right one, the number obtained exceeds the value of a known point.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The ratio of bound and best known value is 0.70 ($K=3$, $M=2$) and 0.50 ($K=3$, $M=3$): too loose to decide whether collapse is optimal where no lower point is known. No tight certificate is known for this problem.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.PerClass,
        Take.Classes,
        new("M", "number of linear layers, at least 2"),
        new("lambdaEach", "penalty of every layer and of the features, positive"),
        new("upper", "the known point: \"F_dnc\", deep neural collapse, the only one offered", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        int layers = parameters.Integer("M", 2);
        double product = Math.Pow(parameters.Positive("lambdaEach"), layers + 1);
        if (parameters.Has("upper") && parameters.Text("upper") != "F_dnc")
        {
            throw new ParameterException("upper", "Parameter 'upper' must be \"F_dnc\".");
        }

        var model = new DeepCrossEntropy(classes, perClass, layers, product);
        double upper = model.Simplex.Value(DeepCross.Scale(model));
        (double largest, double lambda) = ScaledCandidates.Chord(upper, layers, product);
        return new()
        {
            { "FUpper", upper },
            { "zMax", largest },
            { "secantMu", lambda },
            { "lowerBound", new WeightDecayCrossEntropy(classes, perClass, lambda, lambda).Objective },
        };
    }
}
