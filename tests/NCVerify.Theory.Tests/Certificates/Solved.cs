using System.Collections.Concurrent;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>
/// Solver runs that several tests bound, each made once per process: a mutation run repeats the tests of a certificate hundreds
/// of times in one process, and what a solver finds does not depend on any certificate.
/// </summary>
internal static class Solved
{
    private static readonly ConcurrentDictionary<string, SolverRun> Runs = new();

    /// <summary>The run kept under this name, made on its first use; whoever shares a name shares problem, solver and seed.</summary>
    public static SolverRun Once(string name, Func<SolverRun> solve) => Runs.GetOrAdd(name, _ => solve());
}
