using NCVerify.Numerics;

namespace NCVerify.Theory.Tests;

/// <summary>Problems with many distinct sizes, which start from interpolated solutions; the rigorous certificate decides.</summary>
public sealed class ManySizesTest
{
    private static readonly ReducedNewtonSolver Solver = new();

    [TestCase(1e-8, TestName = "WithTinyLambda")]
    [TestCase(1e-5, TestName = "AtFullRank")]
    [TestCase(3.44e-5, TestName = "AtHalfTheFirstThreshold")]
    [TestCase(6.89e-5, TestName = "AtTheFirstThreshold")]
    [TestCase(2.067e-4, TestName = "WithAThirdCollapsed")]
    public void ThreeHundredDistinctSizesAreCertified(double lambda) => AssertCertified(Problem.CrossEntropy([.. Enumerable.Range(11, 300)], lambda, lambda));

    [TestCase(5)]
    [TestCase(6)]
    public void AHundredAndFiftyDistinctSizesSatisfyTheConditionsOfOptimality(int power)
    {
        double lambda = Math.Pow(3, -power) / 50;
        var problem = Problem.CrossEntropy([.. Enumerable.Range(7, 150)], 2 * lambda, lambda / 2);
        var check = new Optimality(problem, Solver.Solve(problem).Candidate);
        Assert.Multiple(() =>
        {
            // As for few classes: values are sums of rounded terms, conditions carry the root of the solver's goal.
            Assert.That(check.SnappedGap, Is.Below(1e-12));
            Assert.That(check.DualNorm, Is.Below(1 + 1e-8));
            Assert.That(check.Complementarity, Is.EqualTo(0).Within(1e-9));
        });
    }

    private static IEnumerable<TestCaseData> Drawn() => Enumerable.Range(0, 60).Select(i => new TestCaseData(i).SetArgDisplayNames(Exact.Format(i)));

    [TestCaseSource(nameof(Drawn))]
    public void DrawnProblemsAreCertified(int number)
    {
        var random = new CounterRandom((ulong)number + 1000);
        double[] draw = [.. random.GaussianMatrix(1, 303).Data.Select(x => 0.5 * (1 + Math.Tanh(0.8 * x)))];
        int k = (int)(2 * Math.Pow(50, draw[300]));
        int[] samples = (number % 6) switch
        {
            0 => [.. Enumerable.Range(1 + (int)(40 * draw[299]), k)],
            1 => [.. draw.Take(k).Select(u => 1 + (int)(500 * u))],
            2 => [.. Enumerable.Range(0, k).Select(i => 1 + (int)(1000 * Math.Pow(0.9 + (0.09 * draw[298]), i)))],
            3 => [100_000, .. draw.Take(k - 1).Select(u => 5 + (int)(200 * u))],
            4 => [.. draw.Take(k).Select(u => 1 + (int)Math.Exp(13 * u))],
            _ => [.. Enumerable.Range(0, k).Select(i => 1 + (5000 / (i + 1)))],
        };
        double first = Math.Sqrt(samples.Min()) / samples.Sum(), some = Math.Sqrt(samples[(int)(draw[297] * k)]) / samples.Sum();
        double lambda = (number / 6 % 5) switch
        {
            0 => 1e-8,
            1 => first * Math.Pow(10, -4 * draw[301]),
            2 => first * Math.Pow(10, 2 * draw[301]),
            3 => some * 0.999,
            _ => some * 1.001,
        };
        AssertCertified(Problem.CrossEntropy(samples, lambda, lambda));
    }

    private static void AssertCertified(Problem problem)
    {
        SolverRun run = Solver.Solve(problem);
        double value = Objective.Evaluate(problem, run.Candidate), bound = new Certifier().Bound(problem, run.Candidate).Value;
        Assert.That(run.Converged, Is.True);

        // Most of it is the rounding that the bound subtracts: 2e-13 at K = 300.
        Assert.That((value - bound) / value, Is.Below(1e-12));
    }
}
