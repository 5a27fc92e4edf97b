using System.Diagnostics;
using NCVerify.Conformance.Gate;
using NCVerify.Theory;

namespace NCVerify.Cli.Gating;

/// <summary>A solver in another process, which may be anything: slow, mute, talkative, wrong or malicious.</summary>
/// <param name="command">Program and arguments.</param>
internal sealed class ForeignSolver(IReadOnlyList<string> command) : IGateSolver
{
    // Large enough for any introduction and for a Python that imports everything it has.
    private const long LongestHello = 64 << 10;

    private SolverProcess? _process;
    private SolverHello? _hello;

    /// <summary>Time for the handshake.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to end after the goodbye.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<SolverHello> HelloAsync(CancellationToken token)
    {
        _process = SolverProcess.Start(command);
        try
        {
            _hello = AnswerReader.Hello(await _process.ExchangeAsync(GateMessages.Hello(), Handshake, LongestHello, token));
            return _hello;
        }
        catch
        {
            Stop();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<SolverAnswer> SolveAsync(GateProblem problem, TimeSpan limit, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        try
        {
            SolverAnswer answer = await AskAsync(problem, limit, () => start = Stopwatch.GetTimestamp(), token);
            if (answer.Failure is FailureKind.Garbage or FailureKind.WrongId)
            {
                // Question and answer are out of step: only a new process is a known state.
                Stop();
            }

            return answer with { Seconds = Seconds() };
        }
        catch (GateException e)
        {
            Stop();
            return SolverAnswer.None(e.Kind, e.Message, Seconds());
        }
        catch (OperationCanceledException)
        {
            Stop();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> CloseAsync()
    {
        string? wrong = _process is null ? null : await _process.LeaveAsync(GateMessages.Bye(), Grace);
        Stop();
        return wrong;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    // A digit more than any double has, separators, and room for other fields.
    private static long LongestAnswer(Problem p) => (1 << 20) + (64L * ((p.Layers * (long)(p.Classes + p.Dimension) * p.Dimension) + ((long)p.Dimension * p.Total) + p.Classes));

    private async Task<SolverAnswer> AskAsync(GateProblem problem, TimeSpan limit, Action restartClock, CancellationToken token)
    {
        if (_process is null)
        {
            SolverHello again = await HelloAsync(token);
            restartClock();
            if (!again.Supports.Order(StringComparer.Ordinal).SequenceEqual(_hello!.Supports.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                throw new GateException(FailureKind.Garbage, "after a restart the solver names other features than before");
            }
        }

        if (_process!.HasUnaskedOutput)
        {
            throw new GateException(FailureKind.Garbage, "output that nobody asked for; write exactly one line per problem, and anything else to standard error");
        }

        ReadOnlyMemory<byte> line = await _process.ExchangeAsync(GateMessages.Solve(problem.Id, problem.Problem, limit), limit, LongestAnswer(problem.Problem), token);
        return AnswerReader.Solution(line, problem.Id, problem.Problem);
    }

    private void Stop()
    {
        _process?.Dispose();
        _process = null;
    }
}
