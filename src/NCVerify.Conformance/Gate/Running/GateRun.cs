namespace NCVerify.Conformance.Gate;

/// <summary>Runs a battery against a solver.</summary>
public static class GateRun
{
    private static readonly FailureKind[] NoLegibleAnswer = [FailureKind.Timeout, FailureKind.Crashed, FailureKind.Flood, FailureKind.Garbage, FailureKind.WrongId];

    /// <summary>Asks every problem once and judges each answer at once. An interrupt ends it with the results so far.</summary>
    /// <param name="solver">The solver; the caller disposes of it.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="started">Called once, before the first problem, with the report that has no results yet.</param>
    /// <param name="result">Called with each result as soon as it is there.</param>
    /// <param name="token">Ends the run early.</param>
    public static async Task<GateReport> RunAsync(IGateSolver solver, GateOptions options, Action<GateReport>? started = null, Action<ProblemResult>? result = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(options);
        GateProblem[] problems = [.. options.Battery.Problems.Where(p => options.Include?.Invoke(p) ?? true)];
        var report = new GateReport { Started = WallClock.Text(WallClock.Now()), Battery = options.Battery.Name, BatterySeed = options.Battery.Seed, Required = options.Required, ReferenceSeconds = ReferenceSolver.Seconds };
        var results = new List<ProblemResult>();
        void Add(ProblemResult r)
        {
            results.Add(r);
            result?.Invoke(r);
        }

        string? end = null;
        try
        {
            SolverHello hello = await solver.HelloAsync(token);
            report = report with { Solver = hello };
            started?.Invoke(report);
            await AskAll(solver, hello, problems, options, report.ReferenceSeconds, Add, token);
            end = await solver.CloseAsync();
        }
        catch (GateException e)
        {
            if (report.Solver.Name.Length == 0)
            {
                started?.Invoke(report);
            }

            end = $"{GateWords.Of(e.Kind)}: {e.Message}";
            foreach (GateProblem problem in problems.Skip(results.Count))
            {
                Add(NotAsked(problem, "there was no handshake"));
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            report = report with { Interrupted = true };
        }

        return report with { Problems = results, Session = end ?? "" };
    }

    private static async Task AskAll(IGateSolver solver, SolverHello hello, GateProblem[] problems, GateOptions options, double unit, Action<ProblemResult> add, CancellationToken token)
    {
        var judge = new GateJudge(options.Required);
        int silent = 0;
        foreach (GateProblem problem in problems)
        {
            string[] missing = [.. problem.Requires.Except(hello.Supports, StringComparer.Ordinal)];
            if (problem.Unjudged is not null || missing.Length > 0)
            {
                add(Blank(problem) with { Verdict = GateVerdict.Inapplicable, Message = problem.Unjudged ?? $"not in supports: {string.Join(", ", missing)}" });
            }
            else if (silent >= options.Patience)
            {
                add(NotAsked(problem, $"{silent} problems in a row had no legible answer"));
            }
            else
            {
                SolverAnswer answer = await solver.SolveAsync(problem, options.Limit, token);
                token.ThrowIfCancellationRequested();
                silent = NoLegibleAnswer.Contains(answer.Failure) ? silent + 1 : 0;
                add(judge.Judge(problem, answer, ReferenceSolver.Bound(problem.Problem)) with { TimeRatio = answer.Seconds / unit });
            }
        }
    }

    private static ProblemResult NotAsked(GateProblem problem, string why) => problem.Unjudged is null
        ? Blank(problem) with { Failure = FailureKind.NotAsked, Message = why }
        : Blank(problem) with { Verdict = GateVerdict.Inapplicable, Message = problem.Unjudged };

    private static ProblemResult Blank(GateProblem p) => new() { Id = p.Id, Level = p.Level, About = p.About, Claims = p.Claims, Geometry = p.Expected, Verdict = GateVerdict.Failed };
}
