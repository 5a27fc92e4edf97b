using System.Diagnostics;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Theory;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>
/// Base of every spec: one fixture per claim. A test names a regime and one oracle, measures once, and states each
/// quantity on one line; a control states the same check where it must fail. The harness records the evidence and judges.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public abstract class ClaimSpec<TClaim> : IClaimSpec
    where TClaim : Claim
{
    private readonly List<Observation> _observations = [];
    private readonly List<CertificateNote> _certificates = [];
    private readonly Stopwatch _time = new();
    private TestIdentity _test = TestIdentity.None;
    private ulong? _seed;
    private bool _reproducible = true;

    /// <summary>The claim under test.</summary>
    protected TClaim Claim { get; } = Catalogue.Get<TClaim>();

    Claim IClaimSpec.Claim => Claim;

    /// <summary>The claim's quantities, from its closed form; parameters by name and value in turn.</summary>
    protected Prediction Predict(params (string Name, object? Value)[] parameters) => PredictFor(Claim, parameters);

    /// <summary>The quantities of another claim that this one builds on.</summary>
    protected Prediction PredictFor<TOther>(params (string Name, object? Value)[] parameters)
        where TOther : Claim => PredictFor(Catalogue.Get<TOther>(), parameters);

    /// <summary>The second-order solution, globally optimal by certificate; otherwise the test is inconclusive.</summary>
    protected CertifiedSolution CertifiedSolution(Problem problem)
    {
        CertifiedSolution solution = SolutionCache.Certified(problem);
        Note(solution, Workbench.Current.Certified);
        string where = $"{Name(Workbench.Current.Certified, problem)} on {Regime.Describe(problem)}";
        if (!solution.Run.Converged || !solution.GloballyOptimal)
        {
            throw new OracleException($"{where}: certified relative gap {Exact.Format(solution.RelativeGap, 3)} by {solution.Bound.Certificate} is above {Exact.Format(Theory.CertifiedSolution.Tolerance)} (converged: {solution.Run.Converged}). {solution.Bound.Reason}".TrimEnd());
        }

        RequireNotBelowBound(solution, where);
        return solution;
    }

    /// <summary>
    /// The first-order solution from random starts, at sample level. Inconclusive when it did not converge, or (unless a
    /// critical point of any kind is wanted) when its certified gap is above 1e-9.
    /// </summary>
    protected CertifiedSolution RandomStartSolution(Problem problem, ulong seed = 1, bool anyCriticalPoint = false)
    {
        _seed = seed;
        CertifiedSolution solution = SolutionCache.RandomStart(problem, seed);
        Note(solution, Workbench.Current.RandomStart);
        string where = $"{Name(Workbench.Current.RandomStart, problem)} (seed {seed}) on {Regime.Describe(problem)}";
        if (!solution.Run.Converged)
        {
            throw new OracleException($"{where}: did not converge in {solution.Run.Iterations} iterations (objective {Exact.Format(solution.Objective, 12)}).");
        }

        if (!anyCriticalPoint && !(solution.RelativeGap <= 1e-9))
        {
            throw new OracleException($"{where}: converged to a point whose certified relative gap is {Exact.Format(solution.RelativeGap, 3)}; it is not the minimiser, or not of this problem.");
        }

        RequireNotBelowBound(solution, where);
        return solution;
    }

    /// <summary>
    /// The minimum of a model of free vectors, from random starts; inconclusive when it did not converge. Its objective is
    /// evaluated here, not taken from the minimiser.
    /// </summary>
    protected FreeMinimum RandomStartMinimum(FreeModel model, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        _seed = seed;
        (MinimiserRun run, double objective) = SolutionCache.Minimum(model, seed);
        return run.Converged
            ? new FreeMinimum(objective, run.Point)
            : throw new OracleException($"{Workbench.Current.Minimiser.Name} (seed {seed}) on {model.Description}: did not converge in {run.Iterations} iterations (objective {Exact.Format(objective, 12)}).");
    }

    /// <summary>Sample features (d x N) that minimise under a fixed classifier, from a random start; inconclusive when not converged.</summary>
    protected Matrix FixedClassifierFeatures(FixedClassifierProblem problem, ulong seed = 1, double tolerance = 1e-11, int maximumIterations = 200_000)
    {
        _seed = seed;
        FixedClassifierRun run = Workbench.Current.FixedClassifier(problem, seed, tolerance, maximumIterations);
        return run.Residual <= tolerance
            ? run.Features
            : throw new OracleException($"descent under a fixed classifier: the projected gradient is {Exact.Format(run.Residual, 3)} after {run.Iterations} steps, above {Exact.Format(tolerance, 3)}.");
    }

    /// <summary>A trained network; "not run" where engine or data are not there, inconclusive when training diverged.</summary>
    protected TrainingResult Network(Experiment experiment, string engine, ulong seed)
    {
        _seed = seed;

        // Bits of other engines depend on processor and library: the limits judge them, not an approved number.
        _reproducible &= engine == TrainingEngines.Deterministic;
        return NetworkRuns.Train(experiment, engine, seed);
    }

    /// <summary>The networks of all seeds of an experiment, in their order; what is measured of them together names no seed.</summary>
    protected IReadOnlyList<TrainingResult> Networks(string experiment, string engine)
    {
        Experiment read = NetworkRuns.Experiment(experiment);
        TrainingResult[] all = [.. read.Seeds.Select(s => Network(read, engine, s))];
        _seed = null;
        return all;
    }

    /// <summary>The rigorous lower bound at any candidate.</summary>
    protected LowerBound Bound(Problem problem, Candidate candidate) => Workbench.Current.Certifier.Bound(problem, candidate);

    /// <summary>The first-order bound alone, without snapping.</summary>
    protected LowerBound FirstOrderBound(Problem problem, Candidate candidate) => Workbench.Current.FirstOrderCertifier.Bound(problem, candidate);

    /// <summary>Begins a comparison of one measured quantity.</summary>
    protected Expectation Expect(string quantity, Quantity measured) => new(quantity, measured, Record);

    /// <summary>Begins a comparison of a mean over seeds: a bound must be held by the mean and by both ends of its interval.</summary>
    private protected Expectation ExpectMean(string experiment, string quantity, SeedMean mean) => Expect(mean.Name(experiment, quantity), mean.Triple);

    /// <summary>Compares what a run ended with with its experiment's reference over seeds; it fails outside on either side.</summary>
    private protected void ExpectWithinReference(TrainingResult result, params IEnumerable<string> metrics)
    {
        ReferenceDistribution reference = ReferenceDistribution.Of(result.Experiment.Id);
        foreach (string metric in metrics)
        {
            (double mean, Within interval) = reference.Log10(metric);
            Expect($"$\\log_{{10}}$ of {metric}", Math.Log10(ReferenceDistribution.Final(result.Last, metric))).ToEqual(mean, interval);
        }
    }

    /// <summary>Adds a figure to the claim's section of the report.</summary>
    /// <exception cref="InvalidOperationException">The test is a control: what is drawn must be what is claimed.</exception>
    protected void Draw(Figure figure)
    {
        if (_test.Control)
        {
            throw new InvalidOperationException($"{_test.FullName}: a control draws no figure.");
        }

        ReportLifecycle.Sink.Write(figure with { Claim = Claim.Id });
    }

    /// <summary>Ends the test as "not run" with a reason, for instance absent data.</summary>
    protected static void NotRun(string reason) => Assert.Ignore(reason.StartsWith("not run: ", StringComparison.Ordinal) ? reason : "not run: " + reason);

    void IClaimSpec.Begin(TestIdentity test)
    {
        _test = test;
        _observations.Clear();
        _certificates.Clear();
        _seed = null;
        _reproducible = true;
        _time.Restart();
    }

    string IClaimSpec.End(Exception? exception)
    {
        TestRecord record = Judge.Test(Claim, _test, _observations, exception) with
        {
            Certificates = [.. _certificates.Distinct()],
            Seconds = _time.Elapsed.TotalSeconds,
        };
        if (exception is null && _reproducible)
        {
            record = Snapshots.Compare(_test, record, _observations);
        }

        ReportLifecycle.Sink.Write(record);
        return record.Outcome is TestOutcome.Passed or TestOutcome.NotRun ? "" : record.Message;
    }

    private static Prediction PredictFor(Claim claim, (string Name, object? Value)[] parameters)
    {
        var set = new ParameterSet();
        foreach ((string name, object? value) in parameters)
        {
            set.Set(name, value);
        }

        return Workbench.Current.ClosedForm(claim, set);
    }

    private static void RequireNotBelowBound(CertifiedSolution solution, string where)
    {
        // Too good to be true: no candidate may lie below a rigorous bound by more than the rounding of its objective.
        if (!(solution.Gap >= -1e-12 * Math.Abs(solution.Objective)))
        {
            throw new OracleException($"{where}: objective {Exact.Format(solution.Objective)} lies below the lower bound {Exact.Format(solution.Bound.Value)} of {solution.Bound.Certificate}; solver or certificate is wrong.");
        }
    }

    private static string Name(ISolver solver, Problem problem) =>
        (solver as CompositeSolver)?.Choose(problem, out _)?.Name ?? solver.Name;

    private void Note(CertifiedSolution solution, ISolver solver) => _certificates.Add(new(
        Regime.Describe(solution.Problem), Name(solver, solution.Problem), solution.Bound.Certificate, solution.Objective, solution.Bound.Value, solution.RelativeGap));

    private void Record(string quantity, Quantity measured, Quantity expected, Comparison comparison, double error, Within within)
    {
        var observation = new Observation
        {
            Claim = Claim.Id,
            Test = _test.FullName,
            Quantity = quantity,
            Measured = measured,
            Expected = expected,
            Comparison = comparison,
            Error = error,
            Tolerance = within.Absolute,
            Reason = within.Because,
            Oracle = _test.Oracle,
            Control = _test.Control,
            Seed = _seed,
            Seconds = _time.Elapsed.TotalSeconds,
        };
        _observations.Add(observation);
        ReportLifecycle.Sink.Write(observation);
    }
}

/// <summary>The minimum of a model of free vectors.</summary>
/// <param name="Objective">The loss, evaluated apart from the minimiser.</param>
/// <param name="Point">One matrix per block of the model, a vector per row.</param>
public sealed record FreeMinimum(double Objective, IReadOnlyList<Matrix> Point);

/// <summary>What the harness needs of a spec.</summary>
public interface IClaimSpec
{
    /// <summary>The claim under test.</summary>
    Claim Claim { get; }

    /// <summary>A test begins.</summary>
    void Begin(TestIdentity test);

    /// <summary>A test ended; returns the failure text, or empty.</summary>
    string End(Exception? exception);
}

/// <summary>An oracle did not deliver: the test is inconclusive, which fails it.</summary>
public sealed class OracleException(string message) : Exception(message);
