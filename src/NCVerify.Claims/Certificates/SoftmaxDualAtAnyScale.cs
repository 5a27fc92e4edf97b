using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>MSE-G2. The softmax certificate at a collapsed candidate of any scale, with every kind of bias</summary>
public sealed class SoftmaxDualAtAnyScale : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-G2";

    /// <inheritdoc/>
    public override string Title => "MSE-G2: the softmax certificate at a collapsed candidate of any scale, with every kind of bias";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f=\frac{1}{N}\sum_i\operatorname{CE}(Wh_i+b,y_i)+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ for $K$ classes of $n$ samples, with $b$ absent, free or penalised, and $\mu=\sqrt{\lambda_W\lambda_H}$. A candidate with logits $\alpha\left(I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}\right)$ gives each wrong class the probability $q=\frac{e^{-\alpha}}{1+(K-1)e^{-\alpha}}$. Moving its predictions towards the labels by the factor $t=\min\left(1,\frac{\mu\sqrt{n}}{q}\right)$ makes them dual feasible, and for every point
        $$f\ge\operatorname{Ent}\left(1-(K-1)tq,\,tq,\ldots,tq\right),$$
        with equality at the minimiser, where $q=\mu\sqrt{n}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["Balanced classes; one layer; mean loss; penalties are $\\frac{\\lambda}{2}$ times squared norms."];

    /// <inheritdoc/>
    public override string Control => "Ten per cent from the optimal scale the bound is not tight: for $K=5$, $n=1$, $\\lambda=0.03$ the gap is 0.117.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate];

    /// <inheritdoc/>
    public override string Finding => "The first-order certificate loses 0.117 of 0.533 when the logits are 10 per cent too large, although the objective is only 0.006 too large: a candidate must be polished before it is certified, or its gradient snapped (CERT-1').";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.PerClass, Take.Classes, Take.LambdaW, Take.LambdaH, new("alpha", "scale of the candidate's logits")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        WeightDecayCrossEntropy minimum = WeightDecay.Minimum(parameters);
        (double primal, double dual) = ScaledCandidates.CrossEntropyAt(parameters.Number("alpha"), minimum.K, minimum.Samples, minimum.Lambda);
        return new()
        {
            { "primal", primal },
            { "dual", dual },
            { "gap", primal - dual },
            { "FStar", minimum.Objective },
        };
    }
}
