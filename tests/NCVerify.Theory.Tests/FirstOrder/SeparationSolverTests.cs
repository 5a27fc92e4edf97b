using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.FirstOrder;

public sealed class SeparationSolverTests
{
    [TestCase(new[] { 4, 4, 4, 4 })]
    [TestCase(new[] { 10, 10, 1, 1 })]
    [TestCase(new[] { 9, 6, 3, 2, 1 })]
    [TestCase(new[] { 50, 20, 7, 3, 1 })]
    [TestCase(new[] { 37, 1 })]
    [TestCase(new[] { 1000, 1, 1, 1 })]
    [TestCase(new[] { 500, 120, 31, 8, 2, 1 })]
    public void SplittingReachesMarginsOfOneEverywhere(int[] n)
    {
        Problem problem = Problem.Separation(n, n.Length - 1);
        CertifiedSolution solution = Solve.Certified(problem, new SeparationSolver(), new Certifier(), 2);

        Assert.That(solution.Run.Converged);
        Assert.That((solution.Z - Matrix.Centring(n.Length)).Data.Max(Math.Abs), Is.Below(1e-10), "residuals of 1e-13 relative to sqrt(N)");
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-12));
    }

    [TestCase(new[] { 4, 4, 4, 4 })]
    [TestCase(new[] { 10, 10, 1, 1 })]
    [TestCase(new[] { 9, 6, 3, 2, 1 })]
    [TestCase(new[] { 8, 3, 1 })]
    public void RandomFactorsReachTheSameGrams(int[] n)
    {
        Problem problem = Problem.Separation(n);
        CertifiedSolution free = Solve.Certified(problem, new FirstOrderSeparationSolver { Starts = 2 }, new Certifier(), 1);
        CertifiedSolution convex = Solve.Certified(problem, new SeparationSolver(), new Certifier(), 1);

        Assert.That(free.Run.Converged);
        Assert.That(free.RelativeGap, Is.InRange(0, 1e-10), "margins violated by up to 1e-11");
        Assert.That((free.ClassifierGram - convex.ClassifierGram).Data.Max(Math.Abs), Is.Below(1e-8), "Grams follow the margins' error");
        Assert.That((free.MeanGram - convex.MeanGram).Data.Max(Math.Abs), Is.Below(1e-8), "Grams follow the margins' error");
    }

    [Test]
    public void OtherProblemsAreRefused()
    {
        Problem[] bad = [Problem.CrossEntropy([2, 2], 0.1, 0.1), Problem.Separation([2, 2]) with { Features = FeatureDomain.Nonnegative }];
        foreach (ISolver solver in new ISolver[] { new SeparationSolver(), new FirstOrderSeparationSolver() })
        {
            foreach (Problem problem in bad)
            {
                Assert.That(solver.Supports(problem, out string reason), Is.False);
                Assert.That(reason, Is.Not.Empty);
                Assert.Throws<ProblemException>(() => solver.Solve(problem));
            }
        }

        Assert.That(new SeparationSolver().Supports(Problem.Separation([2, 2, 2, 2], 2), out _), Is.False, "its relaxation is not tight there");
    }
}
