using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA4 = NCVerify.Claims.Dang2023.BottleneckProjection;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A4: a width R below K leaves balanced classes a projection of rank R, wherever the narrow layer is.</summary>
public sealed class BottleneckProjection : ClaimSpec<MseA4>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(4, 2), [0.01], 0.006, d: 2));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(5, 1), [0.01, 0.008], 0.012, widths: [5, 3]));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(4, 2), [0.004, 0.006, 0.003], 0.005, widths: [4, 2, 5]));
        yield return Regime.Of(Layers.SquaredError(Layers.Balanced(5, 2), [0.004, 0.006, 0.003], 0.005, BiasKind.Free, widths: [3, 5, 4]));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EveryProjectionIsOptimal(Problem problem)
    {
        Prediction p = At(problem);
        int k = problem.Classes;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            double[]? bias = problem.Bias == BiasKind.Free ? [.. Enumerable.Repeat(1.0 / k, k)] : null;
            Matrix projection = RandomProjection(k, (int)p.Number("rank"), bias is not null, seed);
            Candidate point = Layers.Balanced(problem, projection.Scale(p.Number("logitScale")), bias);
            double objective = Objective.Evaluate(problem, point);
            Expect($"objective at projection {seed}", objective).ToEqual(p["F"], Within.Rounding);
            Expect($"objective minus rigorous lower bound at projection {seed}", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
        }
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverFindsOne(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, At(problem), Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("logits", problem),
            Title = $"Logits without the bias, {Regime.Describe(problem)}",
            Caption = "A multiple of a projection; which one depends on the start. Its square, divided by the scale, is the same matrix.",
            RefutedBy = "two maps that differ",
            HeatMaps = [new HeatMap("logits", solution.Run.Candidate.Fit()), new HeatMap("square over scale", (solution.Run.Candidate.Fit() * solution.Run.Candidate.Fit()).Scale(1 / At(problem).Number("logitScale")))],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsFindOne(Problem problem) => Check(RandomStartSolution(problem), At(problem), Layers.Descent);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void ClassesOfUnequalSizesGiveNoProjection() =>
        Check(CertifiedSolution(Layers.SquaredError([5, 4, 2, 1], [0.01], 0.006, d: 2)), At(Layers.SquaredError(Layers.Balanced(4, 3), [0.01], 0.006, d: 2)), Layers.Newton);

    private void Check(CertifiedSolution solution, Prediction p, Within within)
    {
        Candidate c = solution.Run.Candidate;
        int k = solution.Problem.Classes;
        Matrix projection = c.Fit().Scale(1 / p.Number("logitScale")), gram = c.Product(1).RowGram();
        Expect("objective", solution.Objective).ToEqual(p["F"], Layers.Value);
        Expect("logits over their scale, squared minus itself", (projection * projection) - projection).ToBeZero(within);
        Expect("logits over their scale, minus the transpose", projection - projection.Transpose()).ToBeZero(within);
        Expect("trace of the logits", c.Fit().Trace()).ToEqual(p["traceGramLogits"], within);
        Expect("Gram of $W_M\\cdots W_1$ minus its multiple of the same projection", gram - projection.Scale(p.Number("productScale"))).ToBeZero(within);
        if (c.Bias is { } bias)
        {
            Expect("bias", bias).ToEqual(Enumerable.Repeat(1.0 / k, k).ToArray(), within);
            Expect("logits summed over classes", Enumerable.Range(0, k).Select(i => c.Fit().Row(i).ToArray().Sum()).ToArray()).ToBeZero(within);
        }
    }

    private static Matrix RandomProjection(int k, int rank, bool centred, ulong seed)
    {
        Matrix g = new CounterRandom(seed).GaussianMatrix(k, rank);
        g = centred ? Matrix.Centring(k) * g : g;
        var eigen = SymmetricEigen.Decompose(g.RowGram());
        return eigen.Function(v => v > 1e-9 * eigen.Values[^1] ? 1 : 0);
    }

    private Prediction At(Problem p) => Predict(
        ("K", p.Classes),
        ("n", p.Samples[0]),
        ("lambdaW", p.LambdaW),
        ("lambdaH", p.LambdaH),
        ("bias", p.Bias == BiasKind.Free ? "free" : "none"),
        ("bottleneck", p.Widths?.Min() ?? p.Dimension));
}
