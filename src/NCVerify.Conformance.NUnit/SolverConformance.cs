using System.Reflection;
using NCVerify.Reporting;
using NCVerify.Theory;
using NUnit.Framework;

namespace NCVerify.Conformance.Gate;

/// <summary>
/// Inherit this fixture and <c>dotnet test</c> gates your solver: one test per problem of the battery, each verdict proven from
/// W and H alone. A problem that needs more than <see cref="Supports"/> names is ignored with that reason, never passed.
/// </summary>
[TestFixture]
[Category("Conformance")]
#pragma warning disable CA1001 // NUnit ends a fixture by OneTimeTearDown, which disposes
public abstract class SolverConformance
#pragma warning restore CA1001
{
    private readonly List<ProblemResult> _results = [];
    private GateReport? _report;
    private GateEvidenceFile? _evidence;

    /// <summary>Ids of the problems, one test each; the same for every seed.</summary>
    public static IEnumerable<string> ProblemIds => Battery.Draw().Problems.Select(p => p.Id);

    /// <summary>What the solver supports, in words of <see cref="GateFeatures"/>.</summary>
    protected abstract IReadOnlyList<string> Supports { get; }

    /// <summary>Name of the solver in reports.</summary>
    protected virtual string SolverName => GetType().Name;

    /// <summary>Version of the solver in reports.</summary>
    protected virtual string SolverVersion => GetType().Assembly.GetName().Version?.ToString() ?? "";

    /// <summary>Seed of the battery; any but the standard one draws problems that nobody has tuned to.</summary>
    protected virtual ulong Seed => Battery.StandardSeed;

    /// <summary>The class of gaps that a solution must reach.</summary>
    protected virtual ToleranceClass Required => ToleranceClass.Tight;

    /// <summary>Time for one problem.</summary>
    protected virtual TimeSpan Limit => TimeSpan.FromSeconds(20);

    // Set by the build target Conformance; nothing is written without it.
    private string? Directory => Environment.GetEnvironmentVariable("NCVERIFY_GATE_DIR") is { Length: > 0 } set ? Path.Combine(set, GetType().Name) : null;

    /// <summary>The solver: a minimiser of the problem, of any accuracy that meets <see cref="Required"/>.</summary>
    protected abstract Candidate Solve(Problem problem);

    /// <summary>A fixture whose every problem is inapplicable has verified nothing, and says so.</summary>
    [Test]
    public void SupportsSomethingThatCanBeJudged()
    {
        Assert.That(Supports.Where(word => !GateFeatures.All.ContainsKey(word)), Is.Empty, $"Supports has words that the gate does not know; it knows {string.Join(", ", GateFeatures.All.Keys)}");
        Assert.That(Battery.Draw(Seed).Problems.Count(p => p.Unjudged is null && !p.Requires.Except(Supports, StringComparer.Ordinal).Any()), Is.Positive, "no problem of the battery can be put to this solver: Supports names too little");
    }

    /// <summary>One problem of the battery.</summary>
    /// <param name="id">Its id.</param>
    [TestCaseSource(nameof(ProblemIds))]
    public async Task Solves(string id)
    {
        await using var solver = new InProcessSolver(new SolverHello(SolverName, SolverVersion, Supports), Solve);
        var options = new GateOptions { Battery = Battery.Draw(Seed), Required = Required, Limit = Limit, Include = p => p.Id == id };
        _report = await GateRun.RunAsync(solver, options, Start, Add);
        ProblemResult result = _report.Problems[0];
        if (result.Verdict == GateVerdict.Inapplicable)
        {
            Assert.Ignore($"inapplicable: {result.Message}");
        }

        Assert.That(result.Verdict, Is.EqualTo(GateVerdict.Passed), $"{GateWords.Of(result.Failure)}: {result.Message}");
    }

    /// <summary>Writes the page, JSON, Markdown, SARIF, badge and annotations beside the evidence, whatever failed.</summary>
    [OneTimeTearDown]
    public void WriteReport()
    {
        if (Directory is { } directory && _report is not null)
        {
            GateReport whole = _report with { Problems = _results };
            _evidence?.End(whole);
            (string source, int line) = Source();
            GateReportWriter.Write(whole, directory, source, line);
        }

        _evidence?.Dispose();
        _evidence = null;
    }

    // Relative to the repository's root, or to the project where there is none; a build that hides the folder leaves what follows it.
    private (string File, int Line) Source()
    {
        MethodInfo solve = GetType().GetMethod(nameof(Solve), BindingFlags.Instance | BindingFlags.NonPublic, [typeof(Problem)])!;
        (string file, int line) = SolverSource.Of(solve) ?? (GetType().Name + ".cs", 1);
        string path = file.Replace('\\', '/');
        string root = Environment.GetEnvironmentVariable("NCVERIFY_GATE_ROOT") is { Length: > 0 } set ? Path.GetFullPath(set).Replace('\\', '/').TrimEnd('/') + "/" : "";
        string relative = root.Length > 0 && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..]
            : path.StartsWith("/_/", StringComparison.Ordinal) ? path[3..] : Path.GetFileName(path);
        return (relative, line);
    }

    private void Start(GateReport report)
    {
        if (_evidence is null && Directory is { } directory)
        {
            _evidence = new GateEvidenceFile(Path.Combine(directory, GateFiles.Evidence));
            _evidence.Start(report);
        }
    }

    private void Add(ProblemResult result)
    {
        _results.Add(result);
        _evidence?.Add(result);
    }
}
