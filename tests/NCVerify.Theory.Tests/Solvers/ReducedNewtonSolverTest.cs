using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Solvers;

/// <summary>The reduced Newton solver against published reference values and against optimality conditions.</summary>
public sealed class ReducedNewtonSolverTest
{
    private static readonly ReducedNewtonSolver Solver = new();

    [Test]
    public void FourDistinctSizesHaveTheSolvedObjectiveAndLogits()
    {
        var problem = Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02);
        SolverRun run = Solver.Solve(problem);
        double[][] z =
        [
            [2.73701463057, -1.09040604599, -0.994055363917, -0.911451527366],
            [-1.06216471892, 2.67869725622, -0.925905943214, -0.839798278221],
            [-0.898662439012, -0.857939050927, 2.51849232553, -0.642814658196],
            [-0.776187472636, -0.7303521593, -0.598531018403, 2.39406446378],
        ];
        var check = new Optimality(problem, run.Candidate);

        // The reference has 13 digits in the objective and 12 in the logits.
        Assert.That(check.Objective, Is.EqualTo(0.3775593051036).Within(1e-12));
        Assert.That((run.Candidate.Logits() - Matrix.FromRows(z)).MaxAbs(), Is.LessThan(1e-10));
        Assert.That(check.SnappedGap, Is.LessThan(1e-12));
    }
}
