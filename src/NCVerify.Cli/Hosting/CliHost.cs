using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NCVerify.Cli.Commands;

namespace NCVerify.Cli;

/// <summary>The command line as a function: parses, runs one command, turns failures into one line and an exit code.</summary>
public static class CliHost
{
    // Longer than any command takes to notice the token; a command that ignores it is abandoned with the process.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs one command line.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="stdout">Results: with --json exactly one JSON document.</param>
    /// <param name="stderr">Progress and errors.</param>
    /// <param name="token">Asks the command to end early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(stdout);
        ArgumentNullException.ThrowIfNull(stderr);
        var errors = new ErrorOutput(args, stdout, stderr);
        try
        {
            ParseResult parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (MistypedOption(parsed) is { } option)
            {
                return errors.Usage(parsed, [$"Unrecognized option '{option}'.{Nearest.Suggestion(option, parsed.CommandResult.Command.Options.Select(o => o.Name))}"]);
            }

            if (parsed.Action is ParseErrorAction)
            {
                int code = errors.Usage(parsed, parsed.Errors.Select(e => e.Message + Suggestion(e, parsed)));
                return args.Count > 0 ? code : Help(stderr, code);
            }

            return Invoke(parsed, stdout, stderr, errors, token);
        }
        catch (Exception e)
        {
            return errors.Report(e);
        }
    }

    /// <summary>Runs one command line as a process does: an interrupt ends it within seconds, with exit code 3.</summary>
    public static int RunInterruptible(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, CancellationToken interrupt)
    {
        Task<int> work = Task.Run(() => Run(args, stdout, stderr, interrupt), CancellationToken.None);
        try
        {
            work.Wait(interrupt);
        }
        catch (OperationCanceledException) when (!work.Wait(Grace, CancellationToken.None))
        {
            return new ErrorOutput(args, stdout, stderr).Report(new OperationCanceledException());
        }
        catch (OperationCanceledException)
        {
            // The command noticed the interrupt and has said so itself.
        }

        return work.Result;
    }

    // A command may report bad input itself, in words on standard error; whoever asked for JSON gets the same as JSON.
    private static int Invoke(ParseResult parsed, TextWriter stdout, TextWriter stderr, ErrorOutput errors, CancellationToken token)
    {
        using var output = new WatchedWriter(stdout);
        using var error = new WatchedWriter(stderr);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = errors.Json ? output : stdout, Error = errors.Json ? error : stderr };
        int code = parsed.InvokeAsync(configuration, token).GetAwaiter().GetResult();
        if (errors.Json && code != ExitCode.Done && !output.Touched)
        {
            errors.Document(error.LastLine, code);
        }

        return code;
    }

    // The parser would take a mistyped option for the value of an argument.
    private static string? MistypedOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(t => t.Type != TokenType.DoubleDash)
        .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string Suggestion(ParseError error, ParseResult parsed) =>
        string.Concat(parsed.UnmatchedTokens.Where(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal)).Take(1)
            .Select(t => Nearest.Suggestion(t, parsed.CommandResult.Command.Subcommands.Select(c => c.Name))));

    private static int Help(TextWriter output, int code)
    {
        Root().Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output });
        return code;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Reproducibility and conformance suite for the theory of Neural Collapse.")
        {
            ClaimsCommand.Create(),
            PredictCommand.Create(),
            SolveCommand.Create(),
            RunCommand.Create(),
            MeasureCommand.Create(),
            TrainCommand.Create(),
            ReportCommand.Create(),
            DiffCommand.Create(),
            ApproveCommand.Create(),
            GateCommand.Create(),
            DoctorCommand.Create(),
        };
        foreach (VersionOption version in root.Options.OfType<VersionOption>())
        {
            version.Action = new VersionAction();
        }

        return root;
    }
}
