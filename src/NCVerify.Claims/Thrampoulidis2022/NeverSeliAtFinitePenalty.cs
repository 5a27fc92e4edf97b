using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-14. No finite ridge gives SELI, unless classes are balanced or there are two</summary>
public sealed class NeverSeliAtFinitePenalty : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-14";

    /// <inheritdoc/>
    public override string Title => "No finite ridge gives SELI, unless classes are balanced or there are two";

    /// <inheritdoc/>
    protected override string Place => "That the geometry depends on the ridge is confirmed in public text; the exact condition was derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $W,H$ minimise $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$ (sum loss, no bias) with $0<\lambda<\sqrt{\lambda_{\max}(PDP)}$, so that $W\ne 0$. The logits are a multiple of $\hat{Z}$
        if and only if the $K-1$ non-zero singular values of $\hat{Z}$ are equal, that is, if and only if all class sizes are equal or $K=2$: a multiple of $\hat{Z}$ gives every wrong class the same probability $\pi$, so that the negative
        gradient of the loss is $K\pi\hat{Z}$, which at the minimum must be $\lambda$ times the polar factor of $\hat{Z}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "$0<\\lambda<\\sqrt{\\lambda_{\\max}(PDP)}$; from there on the minimum is zero (SELI-15).",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "The two exceptions, $n=(4,4,4,4)$ and $n=(37,1)$, and the separation problem ($\\lambda\\to 0$) for $n=(10,10,1,1)$: there the distance of the logits from $P$ is zero.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "SELI is met by cross-entropy at a finite ridge exactly where it is an ETF. Elsewhere the distance is large at ordinary ridges: with $m=k=2$ and $R=10$ the normalised logits are 0.20 from SELI at $\\lambda=0.1$ and 0.10 at $\\lambda=10^{-3}$ ($\\nu=1$).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.SizesOrStep, .. Take.SumLambda.Select(p => p with { Meaning = p.Meaning + "; with a step profile adds distances" })];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        IReadOnlyList<double> sizes = Read.SizesOrStep(parameters);
        var seli = new Seli(sizes);
        double largest = seli.SingularValues[0], smallest = seli.SingularValues[^1];
        bool exception = sizes.Count == 2 || sizes.All(n => n == sizes[0]);
        var prediction = new Prediction
        {
            { "seliAtEveryLambda", exception },
            { "lamZero", largest },
            { "singularValueRatio", largest / smallest },
        };
        if (!parameters.Has("lambdaSum") && !parameters.Has("logInverseLambda"))
        {
            return prediction;
        }

        StepProfile? step = Read.IsStep(parameters) ? Read.Step(parameters) : StepProfile.TryFrom(sizes);
        if (step is null)
        {
            throw new ParameterException("lambdaSum", "Distances at a finite ridge have a closed form for step profiles only; leave out 'lambdaSum' and 'logInverseLambda' for these sizes.");
        }

        StepPath path = Read.Path(step, parameters);
        var reference = new Seli(step.Sizes);
        return prediction
            .AddIfAny("distW", GeometryDistance.Of(path.ClassifierGram, reference.ClassifierGram))
            .AddIfAny("distH", GeometryDistance.Of(path.MeanGram, reference.MeanGram))
            .AddIfAny("distZ", GeometryDistance.Of(path.Logits, reference.Logits));
    }
}
