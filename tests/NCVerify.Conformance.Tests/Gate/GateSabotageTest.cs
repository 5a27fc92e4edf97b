using NCVerify.Conformance.Gate;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Tests.Gate;

/// <summary>Broken solvers are rejected for the right reason, and told what to mend; correct ones are not rejected.</summary>
public sealed class GateSabotageTest
{
    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("the sign of W", p => GateSolvers.Honest(p) is var c ? c with { W = [c.W[0].Scale(-1)] } : null!, FailureKind.Gap, "sign of W turned");
        yield return Case("sum for mean", p => GateSolvers.Honest(p with { Reduction = p.Reduction == Reduction.Mean ? Reduction.Sum : Reduction.Mean }), FailureKind.Gap, "the reduction is their mean");
        yield return Case("penalties without 1/2", p => GateSolvers.Honest(p with { LambdaW = [2 * p.LambdaW[0]], LambdaH = 2 * p.LambdaH }), FailureKind.Gap, "lambda/2 times squared norms");
        yield return Case("penalties squared", p => GateSolvers.Honest(p with { LambdaW = [p.LambdaW[0] * p.LambdaW[0]], LambdaH = p.LambdaH * p.LambdaH }), FailureKind.Gap, "squared");
        yield return Case("penalties exchanged", p => GateSolvers.Honest(p with { LambdaW = [p.LambdaH], LambdaH = p.LambdaW[0] }), FailureKind.Gap, "lambdaW and lambdaH exchanged");
        yield return Case("feature penalty averaged", p => GateSolvers.Honest(p with { LambdaH = p.LambdaH / p.Total }), FailureKind.Gap, "divided by N");
        yield return Case("equal class sizes assumed", p => GateSolvers.Honest(p with { Samples = [.. p.Samples.Select(_ => 1)] }), FailureKind.Gap, "without its different class sizes");
        yield return Case("simplex ETF always", p => Etf(p), FailureKind.Gap, "simplex ETF, which is optimal for equal class sizes only");
        yield return Case("zero always", p => new([new Matrix(p.Classes, p.Dimension)], new Matrix(p.Dimension, p.Classes)), FailureKind.Gap, "saddle point");
        yield return Case("stopped early", p => GateSolvers.Noise(GateSolvers.Honest(p), 0.02), FailureKind.Gap, "no stationary point");
        yield return Case("NaN", p => GateSolvers.Honest(p) is var c ? c with { H = c.H.Map(_ => double.NaN) } : null!, FailureKind.NotFinite, "finite");
        yield return Case("H as N columns", p => GateSolvers.Honest(p) is var c ? c with { H = new Matrix(p.Dimension, p.Total) } : null!, FailureKind.WrongShape, "H: ");
        yield return Case("throws", _ => throw new DivideByZeroException("in step 3"), FailureKind.Crashed, "DivideByZeroException: in step 3");
    }

    [TestCaseSource(nameof(Broken))]
    public async Task ABrokenSolverIsRejectedForTheRightReason(Func<Problem, Candidate> solve, FailureKind expected, string hint)
    {
        GateReport report = await GateSolvers.Gate(solve, p => p.Id == "medium-distinct");
        Assert.That(report.Passed, Is.False);
        Assert.That(report.Problems[0].Failure, Is.EqualTo(expected), report.Problems[0].Message);
        Assert.That(report.Problems[0].Message, Does.Contain(hint));
    }

    [TestCaseSource(nameof(Broken))]
    public async Task ABrokenSolverPassesNoProblemThatItsFaultTouches(Func<Problem, Candidate> solve, FailureKind expected, string hint)
    {
        GateReport report = await GateSolvers.Gate(solve, p => p.Expected != ExpectedGeometry.Zero && p.Problem.Samples.Distinct().Count() > 1 && p.Problem.LambdaW.Count > 0 && p.Problem.Features == FeatureDomain.Free && p.Problem.Reduction == Reduction.Mean);
        Assert.That(report.Problems.Where(p => p.Verdict == GateVerdict.Passed).Select(p => p.Id), Is.Empty, $"{expected} {hint}");
        Assert.That(report.Count(GateVerdict.Failed), Is.GreaterThanOrEqualTo(8));
    }

    [Test]
    public async Task OneThatNeverVanishesIsToldSo()
    {
        GateReport report = await GateSolvers.Gate(p => GateSolvers.Honest(p.WithLambda(p.Lambda / 10)), p => p.Expected == ExpectedGeometry.Zero && p.Id != "cruel-huge-penalty");
        Assert.That(report.Problems.Select(p => p.Message), Has.Exactly(2).Contains("W = H = 0 is the minimum here"));
    }

    [Test]
    public async Task NegativeFeaturesWherePositiveOnesAreAskedAreInfeasible()
    {
        GateReport report = await GateSolvers.Gate(p => GateSolvers.Honest(p with { Features = FeatureDomain.Free }), p => p.Id == "medium-nonnegative");
        Assert.That((report.Problems[0].Failure, report.Problems[0].Message), Is.EqualTo((FailureKind.Infeasible, report.Problems[0].Message)));
        Assert.That(report.Problems[0].Message, Does.Contain("features must be nonnegative"));
    }

    [Test]
    public async Task MarginsAndNormsBeyondTheirBoundsAreInfeasible()
    {
        GateReport separation = await GateSolvers.Gate(p => GateSolvers.Honest(p) is var c ? c with { H = c.H.Scale(0.9) } : null!, p => p.Id == "medium-separation");
        Assert.That(separation.Problems[0].Message, Does.Contain("the least of z_y - z_c is 0.9"));
        GateReport peeled = await GateSolvers.Gate(p => new([Matrix.Centring(p.Classes).Scale(9)], Matrix.Centring(p.Classes).Scale(0.1)), p => p.Id == "medium-layer-peeled", "layer-peeled");
        Assert.That(peeled.Problems[0].Failure, Is.EqualTo(FailureKind.Infeasible));
        Assert.That(peeled.Problems[0].Message, Does.Contain("scale W down"));
    }

    [Test]
    public async Task OurSecondOrderSolversPassThreeBatteries([Values(1UL, 2UL, 20261120UL)] ulong seed)
    {
        await using var solver = new InProcessSolver(new SolverHello("own", "", GateSolvers.OwnSupports), GateSolvers.Honest);
        GateReport report = await GateRun.RunAsync(solver, new GateOptions { Battery = Battery.Draw(seed), Required = ToleranceClass.Exact, Limit = GateSolvers.Patience });
        Assert.That(report.Problems.Where(p => p.Verdict == GateVerdict.Failed).Select(p => $"{p.Id}: {p.Message}"), Is.Empty);
        Assert.That((report.Passed, report.Score, report.Count(GateVerdict.Passed)), Is.EqualTo((true, 100.0, 35)));
    }

    [Test]
    public async Task OurFirstOrderSolversPass()
    {
        ISolver[] own = [new FirstOrderSolver(), new FirstOrderSeparationSolver { Starts = 1 }, new FirstOrderPeeledSolver(), new FirstOrderDeepLinearSolver()];
        GateReport report = await GateSolvers.Gate(p => own.First(s => s.Supports(p, out _)).Solve(p).Candidate, p => p.Id != "cruel-long-tail", GateSolvers.OwnSupports);
        Assert.That(report.Problems.Where(p => p.Verdict == GateVerdict.Failed).Select(p => $"{p.Id}: {p.Message}"), Is.Empty);
        Assert.That((report.Passed, report.Count(GateVerdict.Passed)), Is.EqualTo((true, 34)));
    }

    private static Candidate Etf(Problem p) => GateSolvers.Honest(p with { Samples = [.. p.Samples.Select(_ => (int)Math.Round(p.Samples.Average()))], LambdaW = [0.9 * p.LambdaW[0]] });

    private static TestCaseData Case(string name, Func<Problem, Candidate> solve, FailureKind expected, string hint) => new TestCaseData(solve, expected, hint).SetArgDisplayNames(name);
}
