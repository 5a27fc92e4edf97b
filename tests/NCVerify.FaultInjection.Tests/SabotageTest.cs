using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.FaultInjection.Tests;

/// <summary>
/// Puts a wrong solver, certificate or closed form in place of the right one and runs the whole suite: every spec that
/// relied on it must go red. A suite that stays green over a broken oracle verifies nothing.
/// </summary>
[NonParallelizable]
public sealed class SabotageTest
{
    private static readonly Workbench Honest = new() { Tier = Tier.Default };

    private static IEnumerable<TestCaseData> SolverFaults => Faults.OfSolvers().Select(f => new TestCaseData(f.Solve, f.Name).SetArgDisplayNames(f.Name));

    private static IEnumerable<TestCaseData> MinimiserFaults => Faults.OfMinimisers().Select(f => new TestCaseData(f.Spoil, f.Name).SetArgDisplayNames(f.Name));

    // Fixtures whose tests (controls aside) ask the minimiser; found by running each once with an honest one that keeps count.
    private static readonly Lazy<Type[]> UsersOfTheMinimiser = new(() => [.. Specs.All.Where(fixture =>
    {
        var counting = new SabotagedMinimiser("nothing wrong", Honest.Minimiser, (_, point) => point);
        SabotagedRun.Of(Honest with { Minimiser = counting }, fixture);
        return counting.Asked;
    })]);

    private static IEnumerable<TestCaseData> ClosedFormFaults => Faults.OfClosedForms().Select(f => new TestCaseData(f.Change).SetArgDisplayNames(f.Name));

    [Test]
    public void WithNothingWrongEverySpecIsGreen()
    {
        IReadOnlyList<TestRecord> records = SabotagedRun.Of(Honest);
        Assert.That(records.Select(r => r.Claim).Distinct().Count(), Is.EqualTo(Specs.All.Length));
        Assert.That(records.Where(r => r.Outcome is not (TestOutcome.Passed or TestOutcome.NotRun)).Select(r => $"{r.Test}: {r.Message}"), Is.Empty);
    }

    [TestCaseSource(nameof(SolverFaults))]
    public void AWrongSecondOrderSolverTurnsItsSpecsRed(Func<Problem, ulong, ISolver, Candidate> solve, string name)
    {
        var solver = new SabotagedSolver(name, Honest.Certified, solve);
        AssertRedWhereUsed(SabotagedRun.Of(Honest with { Certified = solver }), solver);
    }

    [TestCaseSource(nameof(SolverFaults))]
    public void AWrongFirstOrderSolverTurnsItsSpecsRed(Func<Problem, ulong, ISolver, Candidate> solve, string name)
    {
        var solver = new SabotagedSolver(name, Honest.RandomStart, solve);
        AssertRedWhereUsed(SabotagedRun.Of(Honest with { RandomStart = solver }), solver);
    }

    [TestCaseSource(nameof(MinimiserFaults))]
    public void AWrongMinimiserTurnsItsSpecsRed(Func<FreeModel, IReadOnlyList<Matrix>, IReadOnlyList<Matrix>> spoil, string name)
    {
        string[] users = [.. UsersOfTheMinimiser.Value.Select(f => Catalogue.All.Single(c => c.GetType() == f.BaseType!.GetGenericArguments()[0]).Id)];
        Assert.That(users, Has.Length.GreaterThanOrEqualTo(6), "the specs use the minimiser");
        AssertRed(SabotagedRun.Of(Honest with { Minimiser = new SabotagedMinimiser(name, Honest.Minimiser, spoil) }, UsersOfTheMinimiser.Value), users);
    }

    [Test]
    public void AFlatteringContrastiveBoundTurnsItsSpecsRed() =>
        AssertRed(SabotagedRun.Of(Honest with { ContrastiveBound = (model, features) => model.Evaluate(features) + 1e-6 }), "SC-01", "SC-02", "SC-03", "SC-04");

    [Test]
    public void AnUnsoundOrdinalBoundTurnsItsSpecsRed() =>
        AssertRed(SabotagedRun.Of(Honest with { OrdinalBound = (scale, lambda, latent) => OrdinalBound.At(scale, lambda, latent) + 1e-6 }), "CLM-01", "CLM-03", "CLM-04", "CLM-05");

    [TestCaseSource(nameof(ClosedFormFaults))]
    public void AWrongClosedFormTurnsItsSpecRed(Func<double, double> change)
    {
        var asked = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var green = new List<string>();
        foreach (Claim claim in Catalogue.All)
        {
            Type? fixture = Specs.All.SingleOrDefault(f => f.BaseType!.GetGenericArguments()[0] == claim.GetType());
            if (fixture is null)
            {
                continue;
            }

            IReadOnlyList<TestRecord> records = SabotagedRun.Of(
                Honest with { ClosedForm = (c, p) => c.Id == claim.Id && asked.TryAdd(claim.Id, true) | true ? Faults.Changed(c.Predict(p), change) : c.Predict(p) },
                fixture);
            if (asked.ContainsKey(claim.Id) && records.All(r => r.Outcome is TestOutcome.Passed or TestOutcome.NotRun))
            {
                green.Add(claim.Id);
            }
        }

        Assert.That(asked, Has.Count.GreaterThanOrEqualTo(20), "the specs ask the closed forms");
        Assert.That(green, Is.Empty, "these specs stayed green although their closed form was wrong");
    }

    [Test]
    public void ACertificateThatAlwaysAgreesTurnsTheCertificateSpecsRed()
    {
        var flatterer = new SabotagedCertifier("always agrees", Honest.Certifier, (p, c, _) => new LowerBound(Objective.Evaluate(p, c), "flattery"));
        AssertRed(SabotagedRun.Of(Honest with { Certifier = flatterer, FirstOrderCertifier = flatterer }), "CERT-1", "CERT-1P", "CERT-2", "CERT-3", "CERT-4", "CERT-5", "CERT-6");
    }

    [Test]
    public void AnUnsoundCertificateTurnsTheCertificateSpecsRed()
    {
        var unsound = new SabotagedCertifier("one part in a million too high", Honest.Certifier, (p, c, honest) => honest.Bound(p, c) is var b ? b with { Value = b.Value * (1 + 1e-6) } : null!);
        AssertRed(SabotagedRun.Of(Honest with { Certifier = unsound, FirstOrderCertifier = unsound }), "CERT-1", "CERT-1P", "CERT-2", "CERT-3", "CERT-4", "CERT-5", "CERT-6", "WD-1", "SELI-03", "CE-RELU-1");
    }

    [Test]
    public void ACertificateThatIsNotANumberVerifiesNothing()
    {
        var silent = new SabotagedCertifier("NaN", Honest.Certifier, (_, _, _) => new LowerBound(double.NaN, "none"));
        AssertRed(SabotagedRun.Of(Honest with { Certifier = silent, FirstOrderCertifier = silent }), "CERT-1", "CERT-2", "CERT-3", "CERT-4", "CERT-5", "CERT-6", "WD-1", "SELI-03", "CE-RELU-1");
    }

    [Test]
    public void AnEngineThatDoesNotTrainTurnsTheNetworkSpecsRed() =>
        AssertRed(SabotagedRun.Of(Honest with { Engines = name => new SabotagedEngine(name, e => e with { Optimiser = e.Optimiser with { LearningRate = 1e-30 } }) }, NetworkSpecs), "NC-1", "NC-2", "NC-3", "NC-4", "NET-MSE");

    [Test]
    public void AnEngineThatForgetsThePenaltyOnFeaturesIsFoundOut() =>
        AssertRed(SabotagedRun.Of(Honest with { Engines = name => new SabotagedEngine(name, e => e with { Penalty = e.Penalty with { Features = 0 } }) }, NetworkSpecs), "NET-MSE");

    [Test]
    public void AnEngineWithATenthOfTheWeightDecayIsFoundOut() =>
        AssertRed(SabotagedRun.Of(Honest with { Engines = name => new SabotagedEngine(name, e => e with { Penalty = e.Penalty with { All = e.Penalty.All / 10 } }) }, NetworkSpecs), "NC-1");

    private static Type[] NetworkSpecs => [typeof(NCVerify.Specs.Papyan2020.VariabilityCollapse), typeof(NCVerify.Specs.Papyan2020.ConvergenceToSimplexEtf), typeof(NCVerify.Specs.Papyan2020.SelfDuality), typeof(NCVerify.Specs.Papyan2020.NearestClassCentre), typeof(NCVerify.Specs.TrainedNetworks.SquaredLossFrames)];

    private static void AssertRedWhereUsed(IReadOnlyList<TestRecord> records, SabotagedSolver solver)
    {
        string[] used = [.. records.Where(r => !r.Control && r.Certificates.Any(c => c.Solver == solver.Name)).Select(r => r.Claim).Distinct()];
        Assert.That(used, Has.Length.GreaterThanOrEqualTo(10), "the specs use the solver");
        AssertRed(records, used);
    }

    private static void AssertRed(IReadOnlyList<TestRecord> records, params string[] claims)
    {
        string[] green = [.. claims.Where(claim => records.Where(r => r.Claim == claim).All(r => r.Outcome is TestOutcome.Passed or TestOutcome.NotRun))];
        Assert.That(green, Is.Empty, "these specs stayed green although something they rely on was wrong");
    }
}
