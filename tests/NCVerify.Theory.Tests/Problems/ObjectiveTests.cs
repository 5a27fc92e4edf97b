using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Problems;

/// <summary>Objectives worked out by hand.</summary>
public sealed class ObjectiveTests
{
    private static readonly Problem Pair = Problem.CrossEntropy([3, 1], 0.5, 0.25, 1);

    // W = (2, -2)', h = (1, -1): margins 4, |W|^2 = 8, sum n |h|^2 = 4.
    private static readonly Candidate PairCandidate = new([new Matrix(2, 1, [2, -2])], new Matrix(1, 2, [1, -1]));

    private const double LossOfFour = 0.018149927917809740; // log(1 + e^-4)

    [Test]
    public void MeanLossAndPenalties() =>
        Assert.That(Objective.Evaluate(Pair, PairCandidate), Is.EqualTo(LossOfFour + 2 + 0.5).Within(1e-15), "two roundings");

    [Test]
    public void SumLoss() =>
        Assert.That(Objective.Evaluate(Pair with { Reduction = Reduction.Sum }, PairCandidate), Is.EqualTo((4 * LossOfFour) + 2.5).Within(1e-15), "two roundings");

    [Test]
    public void ZeroCostsLogK()
    {
        Problem problem = Problem.CrossEntropy([3, 1, 2, 2, 7], 1, 1);
        Assert.That(Objective.Evaluate(problem, new([new Matrix(5, 5)], new Matrix(5, 5))), Is.EqualTo(1.6094379124341003).Within(1e-15), "log 5");
    }

    [Test]
    public void SamplesCountOneByOne()
    {
        var spread = PairCandidate with { SampleFeatures = new Matrix(1, 4, [1, 1, 1, -1]) };
        Assert.That(Objective.Evaluate(Pair, spread), Is.EqualTo(Objective.Evaluate(Pair, PairCandidate)).Within(1e-15), "the same point");

        // Features 0, 1, 2 have margins 0, 4, 8 and squares 0, 1, 4.
        spread = PairCandidate with { SampleFeatures = new Matrix(1, 4, [0, 1, 2, -1]) };
        double loss = (0.69314718055994531 + (2 * LossOfFour) + 0.00033540637289566238) / 4;
        Assert.That(Objective.Evaluate(Pair, spread), Is.EqualTo(loss + 2 + (0.125 * 6)).Within(1e-15), "a few roundings");
    }

    [Test]
    public void WeightsTemperatureAndOffset()
    {
        // Logits (2, -2) become (2 * 2 + 1, -2 * 0.5 + 0) = (5, -1) and (-4 + 1, 1) = (-3, 1): margins 6 and 4.
        Problem problem = Pair with { Weights = [2, 3], Temperature = [2, 0.5], Offset = [1, 0] };
        double expected = (((3 * 2 * 0.0024756851377303593) + (3 * LossOfFour)) / 4) + 2.5;
        Assert.That(Objective.Evaluate(problem, PairCandidate), Is.EqualTo(expected).Within(1e-15), "a few roundings");
    }

    [Test]
    public void BiasIsAddedAndPenalised()
    {
        // Bias (1, -1): margins 6 and 2.
        Candidate biased = PairCandidate with { Bias = [1, -1] };
        double loss = ((3 * 0.0024756851377303593) + 0.12692801104297252) / 4;
        Assert.That(Objective.Evaluate(Pair with { Bias = BiasKind.Free }, biased), Is.EqualTo(loss + 2.5).Within(1e-15), "a few roundings");
        Assert.That(Objective.Evaluate(Pair with { Bias = BiasKind.Regularized, LambdaB = 0.5 }, biased), Is.EqualTo(loss + 3).Within(1e-15), "a few roundings");
    }

    [Test]
    public void SquaredErrorThroughTwoLayers()
    {
        // W2 W1 = (2, -2)' again: errors (1, -2) and (-2, 1), half squares 2.5 each.
        Problem problem = Pair with { Loss = Loss.Mse, Layers = 2, LambdaW = [1, 0.5] };
        var candidate = new Candidate([new Matrix(1, 1, [2]), new Matrix(2, 1, [1, -1])], PairCandidate.H);
        Assert.That(Objective.Evaluate(problem, candidate), Is.EqualTo(2.5 + 2 + 0.5 + 0.5).Within(1e-15), "exact up to 1/N");
        Assert.That(Objective.Evaluate(problem with { Reduction = Reduction.Sum }, candidate), Is.EqualTo(10 + 3).Within(1e-15), "exact");
    }

    [Test]
    public void SeparationIsTheValueOfTheFeasibleMultiple()
    {
        // Energies 8 and 4; margins 4, so shrunk by 1/8 the margins are 1/2.
        Problem problem = Problem.Separation([3, 1], 1);
        Assert.That(Objective.Evaluate(problem, PairCandidate), Is.EqualTo(6));
        Candidate shrunk = PairCandidate with { W = [PairCandidate.W[0].Scale(0.125)] };
        Assert.That(Objective.LeastMargin(problem, shrunk), Is.EqualTo(0.5));
        Assert.That(Objective.Evaluate(problem, shrunk), Is.EqualTo((0.125 + 4) / 2 / 0.5));
        Candidate wrong = PairCandidate with { W = [PairCandidate.W[0].Scale(-1)] };
        Assert.That(Objective.Evaluate(problem, wrong), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void LayerPeeledScalesOntoItsBudget()
    {
        // Mean squares 4 and 1 against budgets 1 and 1: W is halved, margins become 2.
        Problem problem = new() { Model = ProblemModel.LayerPeeled, Samples = [3, 1], Dimension = 1, EnergyW = 1, EnergyH = 1 };
        Assert.That(Objective.Evaluate(problem, PairCandidate), Is.EqualTo(0.12692801104297252).Within(1e-16), "log(1 + e^-2)");
        Assert.That(Objective.Evaluate(problem with { EnergyW = 100 }, PairCandidate), Is.EqualTo(LossOfFour).Within(1e-16), "budgets are not used up");
    }

    [Test]
    public void NegativeFeaturesCountAsZeroWhereTheyAreForbidden()
    {
        // h = (1, 0): margins 4 and 0, squares 3.
        Problem problem = Pair with { Features = FeatureDomain.Nonnegative };
        double expected = (((3 * LossOfFour) + 0.69314718055994531) / 4) + 2 + 0.375;
        Assert.That(Objective.Evaluate(problem, PairCandidate), Is.EqualTo(expected).Within(1e-15), "a few roundings");
        CertifiedSolution solution = Solve.Certified(problem, new SolverRun(PairCandidate, 0, 0, true), new Certifier());
        Assert.That(solution.GloballyOptimal, Is.False, "a point outside the problem cannot beat the bound");
    }

    [Test]
    public void TinyAndHugeLossesKeepTheirAccuracy()
    {
        Candidate sure = new([new Matrix(2, 1, [50, -50])], new Matrix(1, 2, [1, -1]));
        Problem negligible = Problem.CrossEntropy([1, 1], 1e-100, 1e-100, 1);
        Assert.That(Objective.Evaluate(negligible, sure), Is.EqualTo(3.720075976020836e-44).Within(1e-58), "log(1 + e^-100)");
        Candidate wrong = new([new Matrix(2, 1, [-500, 500])], new Matrix(1, 2, [1, -1]));
        Assert.That(Objective.Evaluate(negligible, wrong), Is.EqualTo(1000));
    }

    [Test]
    public void NotANumberIsNotHidden() =>
        Assert.That(Objective.Evaluate(Pair, PairCandidate with { H = new Matrix(1, 2, [double.NaN, 1]) }), Is.NaN);
}
