using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Training.Tests;

/// <summary>
/// One-hot inputs through a dense layer without bias are the unconstrained features model, whose optimum the theory's
/// solver and certificate know: an oracle that shares nothing with the engine.
/// </summary>
public sealed class UnconstrainedFeaturesTest
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return new TestCaseData(Problem.CrossEntropy([3, 3, 3], 2e-2, 1e-2, 4)).SetArgDisplayNames("balanced");
        yield return new TestCaseData(Problem.CrossEntropy([6, 3, 1], 1e-2, 1e-2, 4)).SetArgDisplayNames("uneven");
        yield return new TestCaseData(Problem.CrossEntropy([5, 2, 2], 5e-3, 2e-2, 3) with { Weights = [0.9, 1.125, 1.125] }).SetArgDisplayNames("weighted");
        yield return new TestCaseData(Problem.CrossEntropy([4, 2, 2], 1e-2, 1e-2, 3) with { Temperature = [1, 1.5, 2], Offset = [0.5, 0, -0.3] }).SetArgDisplayNames("temperatures and offsets");
        yield return new TestCaseData(Problem.CrossEntropy([4, 2], 1e-2, 1e-2, 2) with { Loss = Theory.Loss.Mse }).SetArgDisplayNames("squared error");
        yield return new TestCaseData(Problem.CrossEntropy([4, 3, 2], 1e-2, 1e-2, 3) with { Bias = BiasKind.Regularized, LambdaB = 0.05 }).SetArgDisplayNames("bias");
        yield return new TestCaseData(Problem.CrossEntropy([3, 3, 3], 5e-3, 5e-3, 4) with { Loss = Theory.Loss.Mse, Layers = 2, LambdaW = [5e-3, 4e-3] }).SetArgDisplayNames("two linear layers, squared error");
    }

    [TestCaseSource(nameof(Problems))]
    public void TrainingReachesTheCertifiedOptimum(Problem problem)
    {
        CertifiedSolution solution = Solve.Certified(problem, Solvers.Certified, new Certifier());
        Assert.That(solution.GloballyOptimal, Is.True, "the oracle itself must be certified");
        EpochOutcome outcome = Train(problem);
        Assert.That(outcome.Objective, Is.EqualTo(solution.Objective).Within(1e-9 * solution.Objective), "gradient descent has converged, and the objective is flat at its minimum");
    }

    private static EpochOutcome Train(Problem problem)
    {
        int n = problem.Samples.Sum();
        int[] labels = [.. problem.Samples.SelectMany((size, k) => Enumerable.Repeat(k, size))];
        float[] oneHot = [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1f : 0f)];
        var data = new TrainingData("one-hot", problem.Samples, new(1, 1, n, oneHot, labels), Test: null, Digest: "");
        LossSpec loss = problem.Loss == Theory.Loss.Mse
            ? new SquaredErrorSpec()
            : new CrossEntropySpec { Weights = Values(problem.Weights), Temperature = Values(problem.Temperature), Offset = Values(problem.Offset) };
        Experiment experiment = SmallTask.Experiment(
            [new DenseSpec { Units = problem.Dimension, Bias = false }],
            loss,
            new() { Bias = problem.Bias == BiasKind.Regularized, Widths = problem.Layers == 2 ? [problem.Dimension] : [] },
            new() { Classifier = problem.LambdaW, Features = problem.LambdaH, Bias = problem.LambdaB ?? 0 },
            new SgdSpec { LearningRate = problem.Layers == 2 ? 0.05 : 0.3, Momentum = 0.95, Nesterov = true },
            epochs: 6000);
        using ITrainingRun run = new DeterministicEngine().Start(experiment, data, 1);
        EpochOutcome outcome = run.Train();
        while (run.Epoch < experiment.Epochs)
        {
            outcome = run.Train();
        }

        return outcome;
    }

    private static ClassValues? Values(IReadOnlyList<double>? values) => values is null ? null : new() { Values = values };
}
