using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Hong2023;

/// <summary>HL-SOLVED. For any class sizes logits and Grams of the minimiser are unique, and computable to certified optimality</summary>
public sealed class CertifiedOptimum : ImbalanceClaim
{
    /// <inheritdoc/>
    public override string Id => "HL-SOLVED";

    /// <inheritdoc/>
    public override string Title => "For any class sizes logits and Grams of the minimiser are unique, and computable to certified optimality";

    /// <inheritdoc/>
    protected override string Place => "The convex form is commonly stated; uniqueness of the Grams and the certificate were derived here";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Model + "\n" + """
        Then $Z$ is the unique solution with $\mathbf{1}^{\top}Z=0$ of the convex problem
        $$\min_{Z,b}\;\sum_k\frac{n_k}{N}\operatorname{CE}(z_k+b,k)+\lambda\lVert ZD^{1/2}\rVert_{\text{nuc}}+\frac{\lambda_b}{2}\lVert b\rVert^2 ,$$
        of rank at most $K-1$, and the Grams are functions of it:
        $$WW^{\top}=\sqrt{\frac{\lambda_H}{\lambda_W}}\,(ZDZ^{\top})^{1/2},\quad D^{1/2}M^{\top}MD^{1/2}=\sqrt{\frac{\lambda_W}{\lambda_H}}\,(D^{1/2}Z^{\top}ZD^{1/2})^{1/2}$$
        with $M=(\mu_1,\ldots,\mu_K)$. The quantities are those of a numerical solution whose certified relative gap is at most $10^{-10}$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "$\\lambda_W,\\lambda_H>0$; no bias, or $\\lambda_b\\ge 0$; $d\\ge K-1$; mean loss.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Other class sizes: the solution for $n=(4,4,4,4)$ at the same penalties has neither the logits nor the Grams of $n=(6,5,3,2)$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "Where no closed form is known the optimum is still certain: for any class sizes a $K\\times K$ dual point proves the numerical minimiser optimal to a relative gap of $10^{-10}$, and logits and Grams are unique.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        Take.Sizes,
        Take.OptionalClasses,
        Take.LambdaW,
        Take.LambdaH,
        new("lambdaB", "penalty of the bias; none: no bias, 0: a bias without penalty", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        Problem problem = Read(parameters);
        CertifiedSolution solution = Solve.Certified(problem, Solvers.Certified, new Certifier());
        if (!solution.GloballyOptimal)
        {
            throw new ParameterException("lambdaW", $"These penalties could not be solved to a certified relative gap of {Exact.Format(CertifiedSolution.Tolerance)}; the gap reached is {Exact.Format(solution.RelativeGap, 3)}.");
        }

        // Singular values of Z D^(1/2) are eigenvalues of W'W (d = K - 1): no square root of rounding noise; the last is 0.
        double scale = Math.Sqrt(problem.LambdaW[0] / problem.LambdaH);
        double[] singular = [.. SymmetricEigen.Decompose(solution.W.Transpose() * solution.W).Values.Select(v => scale * v).Reverse(), 0];
        var prediction = new Prediction
        {
            { "objective", solution.Objective },
            { "singularValuesZsqrtD", singular },
            { "ZClassMeans", solution.W * solution.H },
        };
        if (solution.Run.Candidate.Bias is { } bias)
        {
            prediction.Add("b", bias);
        }

        return prediction.AddAll(new()
        {
            { "wNorm2", solution.ClassifierGram.Diagonal() },
            { "hNorm2", solution.MeanGram.Diagonal() },
        });
    }

    private static Problem Read(ParameterSet parameters)
    {
        int[] sizes = Claims.Read.Sizes(parameters);
        Problem problem = Problem.CrossEntropy(sizes, parameters.Positive("lambdaW"), parameters.Positive("lambdaH"), sizes.Length - 1);
        if (!parameters.Has("lambdaB"))
        {
            return problem;
        }

        double lambdaB = parameters.Number("lambdaB");
        return lambdaB switch
        {
            < 0 => throw new ParameterException("lambdaB", $"Parameter 'lambdaB' must not be negative; it is {Exact.Format(lambdaB)}."),
            0 => problem with { Bias = BiasKind.Free },
            _ => problem with { Bias = BiasKind.Regularized, LambdaB = lambdaB },
        };
    }
}
