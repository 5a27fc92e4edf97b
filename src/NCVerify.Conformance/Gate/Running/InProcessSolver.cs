using System.Diagnostics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>A solver in this process: any function from problems to candidates.</summary>
/// <param name="hello">Name, version and what it supports.</param>
/// <param name="solve">The solver; what it throws is a failure of the problem, not of the gate.</param>
public sealed class InProcessSolver(SolverHello hello, Func<Problem, Candidate> solve) : IGateSolver
{
    /// <summary>One of the product's solvers. It declines nothing that it supports; what it supports is asked of it, problem by problem.</summary>
    public InProcessSolver(ISolver solver, IReadOnlyList<string> supports)
        : this(new SolverHello((solver ?? throw new ArgumentNullException(nameof(solver))).Name, "", supports), p => solver.Solve(p).Candidate)
    {
    }

    /// <inheritdoc/>
    public Task<SolverHello> HelloAsync(CancellationToken token) => Task.FromResult(hello);

    /// <inheritdoc/>
    public async Task<SolverAnswer> SolveAsync(GateProblem problem, TimeSpan limit, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(problem);
        long start = Stopwatch.GetTimestamp();
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            // Code in this process cannot be ended from outside: a solver that never returns keeps its thread.
            Candidate? candidate = await Task.Run(() => solve(problem.Problem), CancellationToken.None).WaitAsync(limit, token);
            return candidate is null
                ? SolverAnswer.None(FailureKind.Declined, "null was returned; expected a candidate", Seconds())
                : new SolverAnswer { Candidate = candidate, Seconds = Seconds() };
        }
        catch (TimeoutException)
        {
            return SolverAnswer.None(FailureKind.Timeout, $"no answer within {Numerics.Exact.Format(limit.TotalSeconds)} s", Seconds());
        }
        catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
        {
            return SolverAnswer.None(FailureKind.Crashed, $"{e.GetType().Name}: {AnswerReader.Short(e.Message)}", Seconds());
        }
    }

    /// <inheritdoc/>
    public Task<string?> CloseAsync() => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
