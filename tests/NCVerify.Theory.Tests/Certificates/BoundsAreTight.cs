using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

public sealed class BoundsAreTight
{
    [TestCase(4, 3, 0.01, 0.005, 1e-12)]
    [TestCase(6, 2, 0.004, 0.004, 1e-12)]
    [TestCase(4, 3, 0.15, 0.15, 1e-12)]
    [TestCase(30, 10, 1e-4, 1e-5, 1e-12)]
    [TestCase(100, 50, 1e-4, 1e-4, 1e-12)]
    [TestCase(300, 50, 1e-5, 1e-5, 1e-11)]
    public void AtBalancedMinimisers(int classes, int n, double lambdaW, double lambdaH, double tolerance)
    {
        Problem problem = Problem.CrossEntropy(Enumerable.Repeat(n, classes).ToArray(), lambdaW, lambdaH);
        var run = new SolverRun(Candidates.Balanced(classes, n, lambdaW, lambdaH), 0, 0, true);
        CertifiedSolution solution = Solve.Certified(problem, run, new Certifier());

        Assert.That(solution.Bound.Certificate, Is.EqualTo("CERT-1'"));
        Assert.That(solution.RelativeGap, Is.InRange(0, tolerance));
        Assert.That(solution.GloballyOptimal);
    }

    [TestCase(new[] { 6, 5, 3, 2 }, 0.01, 0.02)]
    [TestCase(new[] { 12, 8, 3, 1 }, 0.05, 0.03)]
    [TestCase(new[] { 100, 100, 200, 200, 300, 300, 400, 400, 500, 500 }, 0.001, 1e-5)]
    public void AtNonnegativeMinimisers(int[] n, double lambdaW, double lambdaH)
    {
        Problem problem = Problem.CrossEntropy(n, lambdaW, lambdaH) with { Features = FeatureDomain.Nonnegative };
        var run = new SolverRun(Candidates.Nonnegative(n, lambdaW, lambdaH), 0, 0, true);
        CertifiedSolution solution = Solve.Certified(problem, run, new Certifier());

        Assert.That(solution.Bound.Certificate, Is.EqualTo("CERT-6"));
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-12));
    }

    // Equal temperatures t only rename the classifiers: the problem with lambdaW/t^2, whose closed dual point is not used then.
    [TestCase(2.0)]
    [TestCase(0.5)]
    public void AtNonnegativeMinimisersWithATemperature(double t)
    {
        int[] n = [6, 5, 3, 2];
        Problem problem = Problem.CrossEntropy(n, 0.01, 0.02) with { Features = FeatureDomain.Nonnegative, Temperature = [t, t, t, t] };
        Candidate renamed = Candidates.Nonnegative(n, 0.01 / (t * t), 0.02);
        CertifiedSolution solution = Solve.Certified(problem, new SolverRun(Candidates.Scaled(renamed, 1 / t), 0, 0, true), new Certifier());
        Assert.That(solution.Objective, Is.EqualTo(new ReluCrossEntropy(n, 0.01 / (t * t), 0.02).Objective).Within(1e-13));
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-10));
    }

    [Test]
    public void TheSnappedBoundIsSecondOrderAndTheScaledOneFirst()
    {
        Problem problem = Problem.CrossEntropy([3, 3, 3, 3], 0.01, 0.005);
        Candidate best = Candidates.Balanced(4, 3, 0.01, 0.005);
        double optimum = Objective.Evaluate(problem, best);
        (double Snapped, double Scaled) Losses(double noise)
        {
            Candidate disturbed = Candidates.Disturb(best, noise, 3);
            return (optimum - new Certifier().Bound(problem, disturbed).Value, optimum - new Certifier { Snapping = false }.Bound(problem, disturbed).Value);
        }

        (double snapped, double scaled) = Losses(1e-3);
        (double snappedLess, double scaledLess) = Losses(1e-4);

        Assert.That(scaled / snapped, Is.GreaterThan(100), "first order 1e-3 against second order 1e-6");
        Assert.That(snapped / snappedLess, Is.InRange(70, 140), "a tenth of the noise, a hundredth of the loss");
        Assert.That(scaled / scaledLess, Is.InRange(7, 14), "a tenth of the noise, a tenth of the loss");
    }

    // Reference values at Z = 0, computed in 30 digits.
    [TestCase(new[] { 20, 20, 5, 5 }, 0.02, 0.636471506408852)]
    [TestCase(new[] { 12, 8, 3, 1 }, 0.04, 0.774905744181883)]
    public void AtZeroTheScaledBoundHasItsClosedForm(int[] n, double lambda, double expected)
    {
        Problem problem = Problem.CrossEntropy(n, lambda, lambda);
        LowerBound scaled = new Certifier { Snapping = false }.Bound(problem, Candidates.Zero(problem));
        LowerBound best = new Certifier().Bound(problem, Candidates.Zero(problem));

        Assert.That(scaled.Value, Is.EqualTo(expected).Within(1e-12), "15 digits given, bound lowered by its rounding margin 1e-14");
        Assert.That(best.Value, Is.GreaterThanOrEqualTo(scaled.Value));
    }

    [TestCase(new[] { 4, 4, 4, 4 }, 6)]
    [TestCase(new[] { 9, 6, 3, 2, 1 }, 7.805514618442)]
    public void SeparationHasItsReferenceValue(int[] n, double expected)
    {
        Problem problem = Problem.Separation(n);
        Assert.That(new Certifier().Bound(problem, Candidates.Zero(problem)).Value, Is.EqualTo(expected).Within(1e-12), "13 digits given");
    }

    // Two classes: the dual direction has rank one, so that the optimum is sqrt((n_1 m_1^2 + n_2 m_2^2)/(t_1^2 + t_2^2)).
    // Equal temperatures divide, equal margins multiply; STEP with two and two classes is sqrt(R) + 1 + sqrt((R + 1)/2).
    private static readonly object[] Separations =
    [
        new object[] { new[] { 4, 9 }, new double[] { 3, 4 }, new double[] { 2, 1 }, 1.0 },
        new object[] { new[] { 4, 9 }, new double[] { 0.6, 0.8 }, new double[] { 2, 1 }, 5.0 },
        new object[] { new[] { 49, 49, 1, 1 }, new double[] { 2, 2, 2, 2 }, new double[] { 1, 1, 1, 1 }, 6.5 },
        new object[] { new[] { 49, 49, 1, 1 }, new double[] { 1, 1, 1, 1 }, new double[] { 3, 3, 3, 3 }, 39.0 },
        new object[] { new[] { 100_000_000, 100_000_000, 1, 1 }, new double[] { 1, 1, 1, 1 }, new double[] { 1, 1, 1, 1 }, 10_001 + Math.Sqrt(50_000_000.5) },
    ];

    [TestCaseSource(nameof(Separations))]
    public void SeparationWithTemperaturesAndMarginsHasItsClosedForm(int[] n, double[] temperature, double[] margins, double expected)
    {
        Problem problem = Problem.Separation(n) with { Temperature = temperature, Margins = margins };
        Assert.That(new Certifier().Bound(problem, Candidates.Zero(problem)).Value, Is.InRange(expected * (1 - 1e-12), expected * (1 + 2e-16)));
    }

    // The optimum is the nuclear norm of Q diag(m/t) D^(1/2), Q off 1/t, as long as all multipliers are positive.
    [TestCase(new[] { 9, 6, 3, 2 }, new[] { 1, 1.5, 0.8, 1.2 }, new[] { 1.0, 1, 1, 1 })]
    [TestCase(new[] { 5, 5, 4 }, new[] { 2, 1.9, 2.2 }, new[] { 1, 1.1, 0.9 })]
    public void SeparationWithUnevenTemperaturesIsANuclearNorm(int[] n, double[] temperature, double[] margins)
    {
        int k = n.Length;
        double square = temperature.Sum(t => 1 / (t * t));
        var logits = Matrix.Create(k, k, (i, j) => ((i == j ? 1 : 0) - (1 / (temperature[i] * temperature[j] * square))) * margins[j] / temperature[j] * Math.Sqrt(n[j]));
        double expected = ClosedForms.SampleTerms.Root(logits * logits.Transpose()).Trace();
        Problem problem = Problem.Separation(n) with { Temperature = temperature, Margins = margins };
        Assert.That(new Certifier().Bound(problem, Candidates.Zero(problem)).Value, Is.EqualTo(expected).Within(1e-7), "zero singular values are known to the root of the precision");
    }

    [TestCase(6, 1.0, 1.0)]
    [TestCase(4, 1.0, 5.0)]
    public void LayerPeeledBalancedIsCertified(int classes, double energyW, double energyH)
    {
        var problem = new Problem
        {
            Model = ProblemModel.LayerPeeled, Samples = Enumerable.Repeat(3, classes).ToArray(), Dimension = classes, EnergyW = energyW, EnergyH = energyH,
        };
        double scale = classes / (classes - 1.0);
        Matrix pi = Matrix.Centring(classes);
        var candidate = new Candidate([Math.Sqrt(scale * energyW) * pi], Math.Sqrt(scale * energyH) * pi);
        CertifiedSolution solution = Solve.Certified(problem, new SolverRun(candidate, 0, 0, true), new Certifier());

        // LPM-1: log(1 + (K-1) exp(-K E/(K-1))).
        double expected = Math.Log(1 + ((classes - 1) * Math.Exp(-scale * Math.Sqrt(energyW * energyH))));
        Assert.That(solution.Objective, Is.EqualTo(expected).Within(1e-14), "a few roundings");
        Assert.That(solution.Bound.Value, Is.InRange(expected - 1e-12, expected));
        Assert.That(solution.Bound.Certificate, Does.StartWith("CERT-4"));
    }

    [Test]
    public void LayerPeeledUnevenIsCertified()
    {
        // With one sample per class and loss weights, the penalised optimum also solves the problem whose budgets it uses up.
        double[] weights = [4, 2, 1, 1];
        Problem penalised = Problem.CrossEntropy([1, 1, 1, 1], 0.02, 0.05) with { Weights = weights };
        SolverRun run = Solved.Once("one sample per class, weighted", () => new FirstOrderSolver { Starts = 1 }.Solve(penalised));
        var peeled = new Problem
        {
            Model = ProblemModel.LayerPeeled, Samples = [1, 1, 1, 1], Dimension = 4, Weights = weights,
            EnergyW = run.Candidate.W[0].Data.Sum(x => x * x) / 4, EnergyH = run.Candidate.H.Data.Sum(x => x * x) / 4,
        };
        CertifiedSolution solution = Solve.Certified(peeled, run, new Certifier());
        Assert.That(solution.Bound.Certificate, Is.EqualTo("CERT-4'"));
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-12));
    }

    // Values at dimension 4 and 3 with four classes of 5 samples, lambda = 0.01, from an independent solver, 6 digits.
    [Test]
    public void NonnegativeFeaturesInTooFewDimensionsStayAboveTheBound()
    {
        Problem roomy = Problem.CrossEntropy([5, 5, 5, 5], 0.01, 0.01, 4) with { Features = FeatureDomain.Nonnegative };
        Problem tight = roomy with { Dimension = 3 };
        LowerBound bound = new Certifier().Bound(tight, Candidates.Zero(tight));
        SolverRun run = Solved.Once("nonnegative in three dimensions", () => new FirstOrderSolver { Starts = 10 }.Solve(tight));

        Assert.That(bound.Value, Is.EqualTo(0.357619).Within(1e-6), "6 digits given");
        Assert.That(bound.Reason, Is.Not.Empty);
        Assert.That(Objective.Evaluate(tight, run.Candidate), Is.EqualTo(0.491552).Within(1e-6), "6 digits given");
    }

    // No closed form: the independent solver and the certificate must meet.
    internal static readonly Problem[] Meetings =
    [
        Problem.CrossEntropy([9, 6, 3, 2, 1], 0.004, 0.002),
        Problem.CrossEntropy([40, 25, 10, 8, 6], 0.03, 0.03),
        Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02) with { Weights = [1, 1.5, 2, 4] },
        Problem.CrossEntropy([6, 5, 3, 2], 0.01, 0.02) with { Temperature = [1, 1.2, 0.7, 0.5], Offset = [0.3, 0, -0.5, 1] },
        Problem.CrossEntropy([6, 5, 3, 2], 0.3, 0.2) with { Reduction = Reduction.Sum },
        Problem.CrossEntropy([20, 20, 5, 5], 0.02, 0.02) with { Bias = BiasKind.Regularized, LambdaB = 0.05 },
        Problem.CrossEntropy([20, 12, 5, 5], 0.02, 0.02) with { Bias = BiasKind.Free },
        Problem.CrossEntropy([20, 12, 5, 5], 0.02, 0.02) with { Bias = BiasKind.Free, Weights = [1, 2, 3, 1], Temperature = [1, 2, 1, 0.5] },
    ];

    internal static SolverRun Meeting(Problem problem) =>
        Solved.Once($"meeting {Array.IndexOf(Meetings, problem)}", () => new FirstOrderSolver { Starts = 1 }.Solve(problem));

    [TestCaseSource(nameof(Meetings))]
    public void SolverAndCertificateMeet(Problem problem)
    {
        CertifiedSolution solution = Solve.Certified(problem, Meeting(problem), new Certifier());
        Assert.That(solution.RelativeGap, Is.InRange(0, 1e-12), solution.Bound.ToString());
    }
}
