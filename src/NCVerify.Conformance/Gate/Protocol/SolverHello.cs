namespace NCVerify.Conformance.Gate;

/// <summary>How a solver introduces itself.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Version; may be empty.</param>
/// <param name="Supports">What it supports, in words of <see cref="GateFeatures"/>.</param>
public sealed record SolverHello(string Name, string Version, IReadOnlyList<string> Supports);

/// <summary>What a solver made of one problem, before it is judged.</summary>
public sealed record SolverAnswer
{
    /// <summary>The solution, or null when there is none that could be judged.</summary>
    public Theory.Candidate? Candidate { get; init; }

    /// <summary>The objective that the solver states for it, where it states one; compared, never believed.</summary>
    public double? StatedObjective { get; init; }

    /// <summary>Why there is no solution.</summary>
    public FailureKind Failure { get; init; }

    /// <summary>The same in words, for the solver's author; empty with a solution.</summary>
    public string Message { get; init; } = "";

    /// <summary>Seconds from the question to the answer, or until waiting ended.</summary>
    public double Seconds { get; init; }

    /// <summary>No solution, and why.</summary>
    public static SolverAnswer None(FailureKind failure, string message, double seconds = 0) => new() { Failure = failure, Message = message, Seconds = seconds };
}

/// <summary>Someone who answers problems: a process, or an object in this one.</summary>
public interface IGateSolver : IAsyncDisposable
{
    /// <summary>Introduces itself; asked once, first.</summary>
    /// <exception cref="GateException">It does not, or not in the words of the protocol.</exception>
    Task<SolverHello> HelloAsync(CancellationToken token);

    /// <summary>Answers one problem. Never throws for what the solver does wrong: that is in the answer.</summary>
    Task<SolverAnswer> SolveAsync(GateProblem problem, TimeSpan limit, CancellationToken token);

    /// <summary>Says goodbye; returns what was wrong with how it left, or null.</summary>
    Task<string?> CloseAsync();
}

/// <summary>The solver cannot be gated at all; the message says what its author should mend.</summary>
public sealed class GateException(FailureKind kind, string message) : Exception(message)
{
    /// <summary>What kind of failure it is.</summary>
    public FailureKind Kind { get; } = kind;
}
