using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NCVerify.Conformance.Gate;

namespace NCVerify.Cli.Gating;

/// <summary>One run of a foreign program: bounded lines out, lines in, and an end that leaves nothing behind.</summary>
internal sealed class SolverProcess : IDisposable
{
    // Helpers of a program, as those of multiprocessing in Python, may end a moment after it.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly ErrorTail _errors;
    private readonly LineReader _lines;
    private readonly string _mark;

    private SolverProcess(Process process, string mark)
    {
        _process = process;
        _mark = mark;
        _errors = new ErrorTail(process.StandardError.BaseStream);
        _lines = new LineReader(process.StandardOutput.BaseStream);
    }

    /// <summary>Whether bytes have arrived that nobody asked for.</summary>
    public bool HasUnaskedOutput => _lines.HasMore;

    /// <summary>Starts the program.</summary>
    /// <exception cref="CliException">It cannot be started.</exception>
    public static SolverProcess Start(IReadOnlyList<string> command)
    {
        string mark = Guid.NewGuid().ToString("n");
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Leftovers.Variable] = mark;
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new CliException($"'{command[0]}' cannot be started ({e.Message}); expected a program, as in: ncverify gate -- python3 solver.py");
        }

        return new SolverProcess(process, mark);
    }

    /// <summary>Writes a line and reads one; what goes wrong is an exception of the gate, in words for the solver's author.</summary>
    /// <exception cref="GateException">No line within the limit, the program ended, or the line is too long.</exception>
    public async Task<ReadOnlyMemory<byte>> ExchangeAsync(string line, TimeSpan limit, long longest, CancellationToken token)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(token);
        timer.CancelAfter(limit);
        try
        {
            try
            {
                await WriteAsync(line).WaitAsync(timer.Token);
            }
            catch (IOException)
            {
                // The program has closed its input; reading tells why.
            }

            (LineState state, ReadOnlyMemory<byte> answer) = await _lines.ReadAsync(longest, timer.Token).WaitAsync(timer.Token);
            return state switch
            {
                LineState.Line => answer,
                LineState.TooLong => throw new GateException(FailureKind.Flood, $"more than {longest} bytes without a line feed, which is more than any answer to this problem; write one line of JSON per problem"),
                _ => throw Ended(answer.Length),
            };
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new GateException(FailureKind.Timeout, $"no answer within {Numerics.Exact.Format(limit.TotalSeconds)} s. Write one line per problem and flush standard output; in Python: print(..., flush=True){Said()}");
        }
    }

    /// <summary>Says goodbye and waits; what was wrong with how the program left, or null.</summary>
    public async Task<string?> LeaveAsync(string goodbye, TimeSpan grace)
    {
        bool left = false;
        try
        {
            await WriteAsync(goodbye).WaitAsync(grace);
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or TimeoutException or InvalidOperationException)
        {
            // It has gone already, or does not read: what counts is whether it ends.
        }

        using var timer = new CancellationTokenSource(grace);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
            left = true;
        }
        catch (OperationCanceledException)
        {
            left = _process.HasExited;
        }

        await Leftovers.WaitAsync(_mark, left ? Settling : TimeSpan.Zero);
        int killed = Kill();
        string seconds = Numerics.Exact.Format(grace.TotalSeconds);
        return !left ? $"hangs on exit: it did not end within {seconds} s of {{\"type\":\"bye\"}} and was killed; end when bye arrives, or when standard input ends"
            : killed > 0 ? $"left {killed} process(es) behind, which were killed; wait for your children before you end"
            : null;
    }

    /// <summary>Ends the program and everything that it started.</summary>
    /// <returns>How many other processes had to be killed after the program itself had ended.</returns>
    public int Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // Ended already, or out of reach of a tree; the marks below find what is left.
        }

        return Leftovers.Kill(_mark);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task WriteAsync(string line)
    {
        Stream input = _process.StandardInput.BaseStream;
        await input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await input.FlushAsync();
    }

    private GateException Ended(int unfinished)
    {
        string code = _process.WaitForExit(1000) ? $"ended with exit code {_process.ExitCode.ToString(Numerics.Exact.Culture)}" : "closed its standard output";
        return new GateException(FailureKind.Crashed, $"the solver {code} instead of answering{(unfinished > 0 ? ", in the middle of a line" : "")}{Said()}");
    }

    private string Said() => _errors.LastLine is { Length: > 0 } line ? $". Last line on standard error: {line}" : "";
}
