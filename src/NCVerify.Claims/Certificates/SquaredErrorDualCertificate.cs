using NCVerify.Theory;

namespace NCVerify.Claims.Certificates;

/// <summary>MSE-G1. A candidate's own residual bounds squared error with one layer from below</summary>
public sealed class SquaredErrorDualCertificate : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-G1";

    /// <inheritdoc/>
    public override string Title => "MSE-G1: a candidate's own residual bounds squared error with one layer from below";

    /// <inheritdoc/>
    public override Source Source => new(Papers.ThisProject, "Worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $f=\frac{1}{2N}\lVert WH+b\mathbf{1}^{\top}-Y\rVert_F^2+\frac{\lambda_W}{2}\lVert W\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2+\frac{\lambda_b}{2}\lVert b\rVert^2$ and $\mu=\sqrt{\lambda_W\lambda_H}$. For every matrix $U$ and every number $t$ of either sign with $\lvert t\rvert\,\lVert U\rVert_2\le\mu$, and for every point,
        $$f\ge t\langle U,Y\rangle-\frac{t^2}{2}\left(N\lVert U\rVert_F^2+\frac{1}{\lambda_b}\lVert U\mathbf{1}\rVert^2\right)$$
        (without bias the last term is absent; a bias without penalty asks for $U\mathbf{1}=0$). With $U=\frac{1}{N}(Y-\hat{Z})$ of a candidate's logits $\hat{Z}$ and the best $t$, the bound equals the minimum at a minimiser, if $d$ is at least its rank; away from it the gap is of first order.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "One layer, any class sizes and any bias; $f$ with the mean loss and one half; tight for $d\\ge K$.",
        "The predicted numbers are those at $\\rho$ times the logits of the minimiser, without bias.",
    ];

    /// <inheritdoc/>
    public override string Control => "A bottleneck: for $n=(6,5,3,3,2,1)$ and $d=4$ the gap at the minimiser is 0.111, because the dual knows nothing of $d$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The number $t$ must be cut on both sides: it can be negative, and cutting it only from above gives a number that exceeds the minimum (by 0.26 in one case).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
        [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH, new("rho", "scale of the candidate's logits, 1 at the minimiser, 0 at the origin")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum minimum = DeepLinear.Minimum(parameters, freeBias: false);
        if (minimum.LambdaW.Count != 1)
        {
            throw new ParameterException("lambdaW", "Parameter 'lambdaW' must be one number: this certificate is for one layer.");
        }

        (double primal, double dual, double t) = ScaledCandidates.SquaredError(minimum, parameters.Number("rho"));
        return new()
        {
            { "primal", primal },
            { "dual", dual },
            { "gap", primal - dual },
            { "FStar", minimum.Objective },
            { "t", t },
        };
    }
}
