using System.CommandLine;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Metrics;
using NCVerify.Theory;
using NCVerify.Training;

namespace NCVerify.Cli;

/// <summary>Says what went wrong: one line on standard error and, with --json, one JSON document on standard output.</summary>
internal sealed class ErrorOutput(IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr)
{
    /// <summary>Whether JSON was asked for; known even when the arguments cannot be parsed.</summary>
    public bool Json { get; } = args.TakeWhile(a => a != "--").Contains(CommonOptions.JsonName, StringComparer.Ordinal);

    /// <summary>Reports arguments that cannot be parsed.</summary>
    public int Usage(ParseResult parsed, IEnumerable<string> messages)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "ncverify" : "ncverify " + parsed.CommandResult.Command.Name;
        string message = string.Join(" ", messages.Distinct(StringComparer.Ordinal));
        return Say($"{message} See '{command} --help'.", ExitCode.BadInput);
    }

    /// <summary>Reports an exception; the exit code tells bad input from failure to finish.</summary>
    public int Report(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } wrapped => Report(wrapped.InnerExceptions[0]),
        CliException e => Say(e.Message, e.Code),
        ProblemException or ParameterException or EvidenceException or SnapshotException or FeatureFileException or MeasureException or ExperimentException => Say(exception.Message, ExitCode.BadInput),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or PathTooLongException => Say(exception.Message, ExitCode.BadInput),
        DivergedException or EngineException => Say(exception.Message, ExitCode.Unfinished),
        OperationCanceledException => Say("interrupted; files that were complete stay, nothing is half-written.", ExitCode.Unfinished),
        IOException => Say(exception.Message, ExitCode.Unfinished),
        OutOfMemoryException => Say("not enough memory for this input.", ExitCode.Unfinished),
        _ => Say($"could not finish: {exception.GetType().Name}: {exception.Message} This is a defect of ncverify; please report it with the command line.", ExitCode.Unfinished),
    };

    /// <summary>Writes the JSON document of an error.</summary>
    public void Document(string message, int code) => JsonOutput.Write(stdout, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", message);
        writer.WriteNumber("exitCode", code);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private int Say(string message, int code)
    {
        string line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (Json)
        {
            Document(line, code);
        }

        stderr.WriteLine("ncverify: " + line);
        return code;
    }
}
