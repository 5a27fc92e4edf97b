using NCVerify.Theory;

namespace NCVerify.Claims.Thrampoulidis2022;

/// <summary>SELI-17. Probabilities of wrong classes, over the ridge, tend to the dual variables of separation</summary>
public sealed class ResidualsAreMultipliers : SeliClaim
{
    /// <inheritdoc/>
    public override string Id => "SELI-17";

    /// <inheritdoc/>
    public override string Title => "Probabilities of wrong classes, over the ridge, tend to the dual variables of separation";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the model of the paper";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let $z_j$ be the logits of a sample of class $j$ at the minimum of $\sum_i\operatorname{CE}(Wh_i,y_i)+\frac{\lambda}{2}\lVert W\rVert_F^2+\frac{\lambda}{2}\lVert H\rVert_F^2$ (sum loss, no bias). For every $\lambda$ below the first collapse
        the residuals $\operatorname{softmax}(z_j)-e_j$ are $-\lambda$ times the polar factor of the logits; and for $c\ne j$
        $$\frac{\operatorname{softmax}_c(z_j)}{\lambda}\to b_{c\mid j}=-\left((PDP)^{\dagger/2}\right)_{cj}\quad\text{as }\lambda\to 0,$$
        the multiplier of the margin of class $j$ against class $c$ in the separation problem, which is minus the inner product of the class means of SELI.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => [EnoughDimensions, "Sum loss; any class sizes."];

    /// <inheritdoc/>
    public override string Control =>
        "The mean loss with the same $\\lambda$: for $n=(10,10,1,1)$ and $\\lambda=10^{-4}$ its residuals over $\\lambda$ are about $N=22$ times the multipliers.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding =>
        "The small probabilities that a trained model gives to wrong classes carry the geometry: for $m=k=2$, $R=10$, $\\nu=1$ and $\\log(1/\\lambda)=230$ they agree with the multipliers to 0.2 per cent.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. Take.SizesOrStep, .. Take.SumLambda.Select(p => p with { Meaning = p.Meaning + "; with a step profile adds the residuals there" })];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        IReadOnlyList<double> sizes = Read.SizesOrStep(parameters);
        var prediction = new Prediction { { "multipliers", new Seli(sizes).Multipliers } };
        if (!parameters.Has("lambdaSum") && !parameters.Has("logInverseLambda"))
        {
            return prediction;
        }

        StepProfile? step = Read.IsStep(parameters) ? Read.Step(parameters) : StepProfile.TryFrom(sizes);
        if (step is null)
        {
            throw new ParameterException("lambdaSum", "Residuals at a finite ridge have a closed form for step profiles only; leave out 'lambdaSum' and 'logInverseLambda' for these sizes.");
        }

        (double? majMaj, double majMin, double? minMin, double minMaj) = Read.Path(step, parameters).ResidualsOverLambda;
        return prediction.AddIfAny("residualMajMaj", majMaj).AddIfAny("residualMajMin", majMin).AddIfAny("residualMinMin", minMin).AddIfAny("residualMinMaj", minMaj);
    }
}
