using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Dang2024;

/// <summary>CE-RELU-7. With nonnegative features there are local minima that are not global</summary>
public sealed class SpuriousMinima : ReluClaim
{
    /// <inheritdoc/>
    public override string Id => "CE-RELU-7";

    /// <inheritdoc/>
    public override string Title => "With nonnegative features there are local minima that are not global";

    /// <inheritdoc/>
    protected override string Place => "Not addressed there as far as known; worked out here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Let $c$ be an active class, let class $c$ have zero features, let every other active class have the length of the minimiser on an axis of its own, and let the largest class share its length between its own axis and the one left over by $c$ (all $d$ axes being in use). This point is stationary under $H\ge 0$: all multipliers of the zero entries are positive, and the Hessian in the other entries is positive semidefinite, with a flat direction. Its value exceeds the minimum by
        $$\frac{n_c}{N}\left(\log K+\hat{q}_c\log\hat{q}_c+(1-\hat{q}_c)\log(1-\hat{q}_c)-\hat{q}_c\log(K-1)\right)>0 .$$
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => ["At least two active classes; $d$ equal to their number; no bias; $\\lambda_W,\\lambda_H>0$."];

    /// <inheritdoc/>
    public override string Control => "The minimiser itself, $n=(12,8,3,1)$, $\\lambda_W=0.05$, $\\lambda_H=0.03$, $d=3$: there is no excess.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding => "The landscape is not benign: random starts of gradient descent can end in points where one class holds two axes and a minority none. They are not strict local minima; a larger dimension makes them rarer.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, Take.LambdaW, Take.LambdaH, new("missing", "the class c without features, counted from 0; active")];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        ReluCrossEntropy minimum = Minimum(parameters);
        int missing = parameters.Integer("missing");
        if (missing >= minimum.K || !minimum.Active[missing] || minimum.Active.Count(a => a) < 2)
        {
            throw new ParameterException("missing", $"Parameter 'missing' must be one of at least two active classes, counted from 0; it is {Exact.Format(missing)}.");
        }

        double share = minimum.Sizes[missing] / minimum.Total;
        double excess = share * (Math.Log(minimum.K) - LabelEntropy.Of(Math.Min(minimum.Residuals[missing], (minimum.K - 1.0) / minimum.K), minimum.K));
        return new()
        {
            { "optimalObjective", minimum.Objective },
            { "spuriousExcess", excess },
            { "spuriousObjective", minimum.Objective + excess },
            { "active", minimum.Active.ToArray() },
            { "hNorm2", minimum.FeatureNorms2.ToArray() },
            { "marginM", minimum.Margins.ToArray() },
        };
    }
}
