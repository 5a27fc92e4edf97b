using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC5 = NCVerify.Claims.Dang2023.FreeBiasImbalanced;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C5: a free bias equals the class priors exactly, and the rest is fitted singular direction by singular direction.</summary>
public sealed class FreeBiasImbalanced : ClaimSpec<MseC5>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01], 0.01, BiasKind.Free));
        yield return Regime.Of(Layers.SquaredError([7, 2, 1], [0.01, 0.006], 0.008, BiasKind.Free));
        yield return Regime.Of(Layers.SquaredError([5, 3, 3, 1], [0.002, 0.003, 0.002], 0.004, BiasKind.Free));
        yield return Regime.Of(Layers.SquaredError([9, 4, 1, 1], [0.05], 0.05, BiasKind.Free));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheTargetHasTheRootsOfTheSecularEquation(Problem problem)
    {
        Matrix target = Target(problem);
        double[] squares = [.. SymmetricEigen.Decompose(target.ColumnGram()).Values.Reverse().Take(problem.Classes - 1)];
        Expect("squared singular values of $S(I-ss^\\top/N)$", squares).ToEqual(At(problem)["sigmaSq"], Within.Of(1e-13, "eigenvalues of a matrix of norm 10"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsIt(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("gram", problem),
            Title = $"Gram of the product of all layers, {Regime.Describe(problem)}",
            Caption = "With a free bias the classifiers of imbalanced classes form neither an orthogonal frame nor a simplex.",
            RefutedBy = "a measured map that differs from that of the predicted singular directions",
            HeatMaps = [new HeatMap("measured", solution.Run.Candidate.Product(1).RowGram())],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), Layers.Descent);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void APenalisedBiasIsNotThePrior() =>
        Check(CertifiedSolution(Layers.SquaredError([4, 3, 2], [0.01], 0.01, BiasKind.Regularized) with { LambdaB = 0.2 }), Layers.Newton);

    private void Check(CertifiedSolution solution, Within within)
    {
        Problem problem = solution.Problem;
        Prediction p = At(problem);
        Candidate c = solution.Run.Candidate;
        int k = problem.Classes;
        Matrix scaled = Matrix.Create(k, k, (i, j) => c.Fit()[i, j] * Math.Sqrt(problem.Samples[j]));
        Expect("objective", solution.Objective).ToEqual(p["F"], Layers.Value);
        Expect("bias", c.Bias!).ToEqual(p["bias"], within);
        Expect("logits without bias, scaled", scaled).ToEqual(Fitted(Target(problem), p), within);
        for (int m = 1; m <= problem.Layers; m++)
        {
            Matrix rows = c.Product(m), means = c.Entering(m);
            Expect($"column space of the means entering layer {m} against the row space of $W_M\\cdots W_{m}$", Span(rows.Transpose()) - Span(means)).ToBeZero(Within.Of(100 * within.Absolute, "projections, divided by the smallest singular value"));
        }
    }

    // sum over j of z_j u_j v_j', by an eigendecomposition that knows nothing of the claim.
    private static Matrix Fitted(Matrix target, Prediction p)
    {
        IReadOnlyList<double> squares = p.Vector("sigmaSq"), z = p.Vector("z");
        var eigen = SymmetricEigen.Decompose(target.ColumnGram());
        double Factor(double square)
        {
            int nearest = Enumerable.Range(0, squares.Count).MinBy(j => Math.Abs(squares[j] - square));
            return square < 1e-9 ? 0 : z[nearest] / Math.Sqrt(square);
        }

        return target * eigen.Function(Factor);
    }

    private static Matrix Span(Matrix a)
    {
        var eigen = SymmetricEigen.Decompose(a.RowGram());
        return eigen.Function(v => v > 1e-9 * eigen.Values[^1] ? 1 : 0);
    }

    private static Matrix Target(Problem p) => Matrix.Create(p.Classes, p.Classes, (i, j) =>
        (i == j ? Math.Sqrt(p.Samples[i]) : 0) - (p.Samples[i] * Math.Sqrt(p.Samples[j]) / p.Total));

    private Prediction At(Problem p) => Predict([.. Layers.Parameters(p), ("bias", "free")]);
}
