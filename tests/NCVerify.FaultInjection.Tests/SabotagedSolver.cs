using System.Collections.Concurrent;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.FaultInjection.Tests;

/// <summary>A solver with one fault, that otherwise behaves as the honest one and always claims to have converged.</summary>
internal sealed class SabotagedSolver(string fault, ISolver honest, Func<Problem, ulong, ISolver, Candidate> solve) : ISolver
{
    public string Name => $"{honest.Name}, {fault}";

    public string Fault => fault;

    public bool Supports(Problem problem, out string reason) => honest.Supports(problem, out reason);

    public SolverRun Solve(Problem problem, ulong seed = 0) => new(solve(problem, seed, honest), 1, 0, Converged: true);

    public override string ToString() => fault;
}

/// <summary>A certifier with one fault.</summary>
internal sealed class SabotagedCertifier(string fault, ICertifier honest, Func<Problem, Candidate, ICertifier, LowerBound> bound) : ICertifier
{
    public LowerBound Bound(Problem problem, Candidate candidate) => bound(problem, candidate, honest);

    public override string ToString() => fault;
}

/// <summary>A minimiser with one fault, that always claims to have converged; it keeps what it was asked.</summary>
internal sealed class SabotagedMinimiser(string fault, IMinimiser honest, Func<FreeModel, IReadOnlyList<Matrix>, IReadOnlyList<Matrix>> spoil) : IMinimiser
{
    // Honest minima, each computed once: many faults spoil the same one.
    private static readonly ConcurrentDictionary<(string, ulong), Lazy<MinimiserRun>> Honest = new();

    public string Name => $"{honest.Name}, {fault}";

    public bool Asked { get; private set; }

    public MinimiserRun Minimise(FreeModel model, ulong seed)
    {
        Asked = true;
        MinimiserRun run = Honest.GetOrAdd((model.Description, seed), _ => new(() => honest.Minimise(model, seed))).Value;
        return run with { Point = spoil(model, run.Point), Converged = true };
    }

    public override string ToString() => fault;
}
