using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseG3 = NCVerify.Claims.Certificates.LinearChainCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>MSE-G3: for linear layers and squared error one number bounds every point from below, and is attained.</summary>
public sealed class LinearChainCertificate : ClaimSpec<MseG3>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.02, 0.01], 0.01));
        yield return Regime.Of(Layers.SquaredError([3, 3, 3], [0.004, 0.004, 0.004, 0.004], 0.004, BiasKind.Free));
        yield return Regime.Of(Layers.SquaredError([5, 3, 2, 2], [0.01, 0.008, 0.012], 0.006, widths: [4, 2, 5]));
        yield return Regime.Of(Layers.SquaredError([7, 2, 1], [0.03], 0.01, d: 2));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void ItIsTheSumOfScalarMinima(Problem problem) => Expect("proven bound", Bound(problem, Points(problem, 1)).Value)
        .ToEqual(At(problem)["lowerBound"], Within.Fraction(1e-12, "the rigorous bound gives away its own rounding, up to 2e-13"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoPointLiesBelowIt(Problem problem)
    {
        double bound = Bound(problem, Points(problem, 1)).Value;
        double[] excess = [.. Enumerable.Range(1, 200).Select(seed => Objective.Evaluate(problem, Points(problem, (ulong)seed)) - bound)];
        Expect("objective minus bound at 200 random points", excess).ToBeAtLeast(0, Within.Of(0, "a bound"));
        Expect("objective minus bound at the certified minimum", CertifiedSolution(problem).Objective - bound).ToBeAtLeast(0, Within.Of(0, "a bound"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void BothSolversAttainIt(Problem problem)
    {
        CheckTight(CertifiedSolution(problem));
        CheckTight(RandomStartSolution(problem));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void WithAPenalisedBiasItIsNotTight()
    {
        Problem problem = Layers.SquaredError([4, 3, 2], [0.02, 0.01], 0.01, BiasKind.Regularized) with { LambdaB = 0.2 };
        CheckTight(RandomStartSolution(problem, anyCriticalPoint: true));
    }

    private void CheckTight(CertifiedSolution solution) => Expect("objective minus bound, relative", solution.RelativeGap).ToBeZero(Within.Of(1e-12, "the bound gives away its own rounding, up to 2e-13"));

    private static Candidate Points(Problem problem, ulong seed)
    {
        var random = new CounterRandom(seed);
        double deviation = 0.2 + (0.1 * (seed % 10));
        Matrix[] factors = [.. new DeepLinearLandscape(problem).Shapes.Select(s => random.GaussianMatrix(s.Rows, s.Columns, deviation))];
        return new Candidate(factors[..^1], factors[^1]) { Bias = problem.Bias == BiasKind.None ? null : [.. problem.Samples.Select(n => (double)n / problem.Total)] };
    }

    private Prediction At(Problem p) => Predict([.. Layers.Parameters(p), ("bias", p.Bias == BiasKind.Free ? "free" : "none"), ("bottleneck", p.Widths?.Min() ?? p.Dimension)]);
}
