namespace NCVerify.Cli;

/// <summary>Exit codes of every command.</summary>
public static class ExitCode
{
    /// <summary>Done, and all verified.</summary>
    public const int Done = 0;

    /// <summary>Done, and something failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or bad input; the message names file, field, value and what is expected.</summary>
    public const int BadInput = 2;

    /// <summary>Could not finish (interrupted, out of resources, a defect of the program).</summary>
    public const int Unfinished = 3;
}

/// <summary>A command cannot do what was asked; the message is the one line that the user reads.</summary>
public sealed class CliException(string message, int exitCode = ExitCode.BadInput) : Exception(message)
{
    /// <summary>The process's exit code.</summary>
    public int Code { get; } = exitCode;
}
