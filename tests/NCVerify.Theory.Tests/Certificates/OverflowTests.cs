using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>One entry that overflows spoils a bound as much as all of them, and spoils nothing that does not need it.</summary>
public sealed class OverflowTests
{
    private static readonly Candidate OneFar = new([Matrix.Diagonal([1e200, 1, 1])], Matrix.Diagonal([1e200, 1, 1]));

    [Test]
    public void OneLogitIsEnoughForEntropy()
    {
        LowerBound bound = new Certifier().Bound(Problem.CrossEntropy([1, 1, 1], 1, 1), OneFar);
        Assert.That(bound.Certificate, Is.EqualTo("none"));
        Assert.That(bound.Reason, Does.Contain("overflow"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void OneLogitIsEnoughForSquaredErrors(bool snapping)
    {
        Problem problem = Problem.CrossEntropy([1, 1, 1], 1, 1) with { Loss = Loss.Mse, Bias = BiasKind.Regularized, LambdaB = 1 };
        LowerBound bound = new Certifier { Snapping = snapping }.Bound(problem, OneFar);
        Assert.That(bound.Certificate, Is.EqualTo("none"));
        Assert.That(bound.Reason, Does.Contain("overflow"));
    }

    [Test]
    public void SeparationHasItsClosedPointAnyway() =>
        Assert.That(new Certifier().Bound(Problem.Separation([1, 1, 1]), OneFar).Value, Is.EqualTo(2).Within(1e-12), "sqrt(n)(K - 1)");

    [Test]
    public void ADirectionWithOneEntryThatIsNoNumberProvesNothing()
    {
        Matrix logits = Matrix.Identity(2);
        logits[0, 1] = double.NaN;
        Assert.That(SquaredErrorDual.Scaled(new Problem { Loss = Loss.Mse, Samples = [1, 1], Dimension = 2, LambdaW = [1], LambdaH = 1 }, logits), Is.Zero);
    }

    [Test]
    public void TheClosedNonnegativePointIsOfferedWhereItIsOptimal()
    {
        Problem plain = Problem.CrossEntropy([4, 1], 0.1, 0.1) with { Features = FeatureDomain.Nonnegative };
        var peeled = new Problem { Model = ProblemModel.LayerPeeled, Samples = [4, 1], Dimension = 2, EnergyW = 1, EnergyH = 1, Features = FeatureDomain.Nonnegative };
        Matrix closed = NonnegativeDual.Closed(new DualProblem(plain))!;
        Assert.Multiple(() =>
        {
            // q_k = N lambda sqrt(1/2)/sqrt(n_k): 0.5 sqrt(1/2)/2 and 0.5 sqrt(1/2), below one half.
            Assert.That(closed[1, 0], Is.EqualTo(Math.Sqrt(0.5) / 4).Within(1e-15));
            Assert.That(closed[0, 1], Is.EqualTo(Math.Sqrt(0.5) / 2).Within(1e-15));
            Assert.That(closed[0, 0], Is.Zero);
            foreach (Problem other in new[] { plain with { Bias = BiasKind.Free }, plain with { Temperature = [1, 1] }, plain with { Offset = [0, 0] }, peeled })
            {
                Assert.That(NonnegativeDual.Closed(new DualProblem(other)), Is.Null);
            }
        });
    }

    [Test]
    public void TheBestOfBothSquaredErrorDualsIsStatedByItsName()
    {
        Problem problem = Problem.CrossEntropy([5, 3, 1], 0.02, 0.03) with { Loss = Loss.Mse, Bias = BiasKind.Regularized, LambdaB = 0.2 };
        Candidate candidate = Candidates.Random(problem, 0.5, 2) with { Bias = [0.3, -0.2, 0.1] };
        Matrix logits = candidate.Logits();
        double own = SquaredErrorDual.Scaled(problem, logits), snapped = SquaredErrorDual.Snapped(problem, logits);
        LowerBound best = new Certifier().Bound(problem, candidate), first = new Certifier { Snapping = false }.Bound(problem, candidate);
        LowerBound deep = new Certifier().Bound(
            problem with { Layers = 2, LambdaW = [0.02, 0.02] },
            candidate with { W = [Matrix.Identity(3), candidate.W[0]] });
        Assert.Multiple(() =>
        {
            Assert.That(snapped, Is.GreaterThan(own), "a candidate where they differ");
            Assert.That(best, Is.EqualTo(new LowerBound(snapped, "MSE-G1'")));
            Assert.That(first, Is.EqualTo(new LowerBound(own, "MSE-G1")));
            Assert.That(deep.Certificate, Is.EqualTo("MSE-G3"));
            Assert.That(deep.Reason, Does.Contain("the bias is penalised"));
        });
    }
}
