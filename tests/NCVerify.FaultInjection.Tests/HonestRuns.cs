using System.Collections.Concurrent;
using NCVerify.Theory;

namespace NCVerify.FaultInjection.Tests;

/// <summary>Honest solutions, each computed once: many faults spoil the same solution.</summary>
internal static class HonestRuns
{
    private static readonly ConcurrentDictionary<(ISolver, string, ulong), Lazy<Candidate>> Runs = new();

    public static Candidate Of(ISolver solver, Problem problem, ulong seed) =>
        Runs.GetOrAdd((solver, ProblemFile.Write(problem), seed), _ => new(() => solver.Solve(problem, seed).Candidate)).Value;
}
