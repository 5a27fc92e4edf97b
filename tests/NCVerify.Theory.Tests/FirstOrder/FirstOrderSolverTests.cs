using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.FirstOrder;

public sealed class FirstOrderSolverTests
{
    // WD-1, written out: Z = M Pi with M = log(1/(lambda sqrt n) - K + 1).
    [TestCase(4, 3, 0.01, 0.005, 4)]
    [TestCase(4, 3, 0.01, 0.005, 3)]
    [TestCase(6, 2, 0.004, 0.004, 8)]
    [TestCase(10, 10, 1e-3, 1e-3, 10)]
    public void RandomStartsReachTheBalancedOptimum(int classes, int n, double lambdaW, double lambdaH, int dimension)
    {
        Problem problem = Problem.CrossEntropy(Enumerable.Repeat(n, classes).ToArray(), lambdaW, lambdaH, dimension);
        double margin = Math.Log((1 / Math.Sqrt(lambdaW * lambdaH * n)) - classes + 1);
        SolverRun run = new FirstOrderSolver { Starts = 2 }.Solve(problem, 5);
        Matrix error = run.Candidate.Logits() - Matrix.Centring(classes).Scale(margin);

        Assert.That(run.Converged);
        Assert.That(error.Data.Max(Math.Abs), Is.Below(1e-6), "logit error ~ gradient / lambda, here 1e-10 / 1e-3");
        Matrix features = run.Candidate.SampleFeatures!;
        double spread = Enumerable.Range(0, features.Columns).Max(s => Enumerable.Range(0, features.Rows).Max(r => Math.Abs(features[r, s] - run.Candidate.H[r, s / n])));
        Assert.That(spread, Is.Below(1e-6), "all samples of a class coincide (NC1), to the same accuracy");
    }

    [TestCase(new[] { 6, 5, 3, 2 }, 0.01, 0.02, 0, 0.3775593051036)]
    [TestCase(new[] { 40, 25, 10, 8, 6 }, 0.02, 0.02, 0, 1.042039346932)]
    [TestCase(new[] { 20, 20, 5, 5 }, 0.02, 0.02, 0.05, 0.6915542856302)]
    [TestCase(new[] { 30, 30, 18, 18, 8 }, 0.004, 0.004, 0.01, 0.3505363924377)]
    public void RandomStartsReachTheReferenceValue(int[] n, double lambdaW, double lambdaH, double lambdaB, double expected)
    {
        Problem problem = Problem.CrossEntropy(n, lambdaW, lambdaH, n.Length - 1);
        problem = lambdaB > 0 ? problem with { Bias = BiasKind.Regularized, LambdaB = lambdaB } : problem;
        SolverRun run = new FirstOrderSolver { Starts = 1 }.Solve(problem, 3);
        Assert.That(Objective.Evaluate(problem, run.Candidate), Is.EqualTo(expected).Within(1e-12), "13 digits given");
    }

    // CE-RELU-1: reference values of the optimum and of the squared norms of the class means.
    [Test]
    public void NonnegativeFeaturesReachTheOrthogonalFrame()
    {
        Problem problem = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02, 8) with { Features = FeatureDomain.Nonnegative };
        SolverRun run = new FirstOrderSolver().Solve(problem, 1);
        Matrix gram = run.Candidate.H.Transpose() * run.Candidate.H;

        Assert.That(Objective.Evaluate(problem, run.Candidate), Is.EqualTo(0.419225659775671).Within(1e-12), "15 digits given");
        Assert.That(run.Candidate.SampleFeatures!.Data, Has.All.GreaterThanOrEqualTo(0));
        double[] expected = [0.885239831009329, 0.942483824163468, 1.1164164200741, 1.26694329031281];
        for (int i = 0; i < 4; i++)
        {
            Assert.That(gram[i, i], Is.EqualTo(expected[i]).Within(1e-7), "error ~ gradient / lambda");
        }
    }

    [Test]
    public void TheGradientIsThatOfTheObjective()
    {
        Problem problem = Problem.CrossEntropy([3, 2, 1], 0.02, 0.005, 2) with
        {
            Bias = BiasKind.Regularized, LambdaB = 0.03, Weights = [1, 2, 0.5], Temperature = [1, 0.5, 2], Offset = [0.1, -0.2, 0],
        };
        var function = new FirstOrderLoss(problem);
        double[] x = function.Start(new CounterRandom(4), 1), gradient = new double[x.Length], unused = new double[x.Length];
        double value = function.Evaluate(x, gradient);
        Assert.That(value, Is.EqualTo(Objective.Evaluate(problem, function.ToCandidate(x))).Within(1e-14), "a few roundings");
        for (int i = 0; i < x.Length; i++)
        {
            double[] up = (double[])x.Clone(), down = (double[])x.Clone();
            (up[i], down[i]) = (x[i] + 1e-5, x[i] - 1e-5);
            double slope = (function.Evaluate(up, unused) - function.Evaluate(down, unused)) / 2e-5;
            Assert.That(gradient[i], Is.EqualTo(slope).Within(1e-9), "central difference: step^2 and rounding / step, both 1e-10");
        }
    }

    [Test]
    public void TheSameSeedGivesTheSameBits()
    {
        Problem problem = Problem.CrossEntropy([3, 2, 2], 0.01, 0.01);
        double[] Features(ulong seed) => new FirstOrderSolver { Starts = 2 }.Solve(problem, seed).Candidate.SampleFeatures!.Data;
        double[] first = Features(9), again = Features(9), other = Features(10);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void StoppingEarlyIsNotCalledConverged()
    {
        SolverRun run = new FirstOrderSolver { Starts = 1, MaximumIterations = 3 }.Solve(Problem.CrossEntropy([3, 2, 2], 0.01, 0.01));
        Assert.That(run.Converged, Is.False);
    }

    [Test]
    public void OtherProblemsAreRefused()
    {
        Problem good = Problem.CrossEntropy([2, 2], 0.1, 0.1);
        Problem[] bad = [good with { Loss = Loss.Mse }, good with { Layers = 2, LambdaW = [0.1, 0.1] }, Problem.Separation([2, 2])];
        foreach (Problem problem in bad)
        {
            Assert.That(new FirstOrderSolver().Supports(problem, out string reason), Is.False);
            Assert.That(reason, Is.Not.Empty);
            Assert.Throws<ProblemException>(() => new FirstOrderSolver().Solve(problem));
        }
    }
}
