using System.Collections.Concurrent;
using NCVerify.Theory;

namespace NCVerify.Specs.Harness;

/// <summary>Solves each problem once per workbench: several claims speak of the same problems.</summary>
internal static class SolutionCache
{
    private static readonly ConcurrentDictionary<(Workbench, string, ulong?), Lazy<CertifiedSolution>> Solutions = new();

    public static CertifiedSolution Certified(Problem problem) => Find(problem, null);

    public static CertifiedSolution RandomStart(Problem problem, ulong seed) => Find(problem, seed);

    private static CertifiedSolution Find(Problem problem, ulong? seed)
    {
        Workbench workbench = Workbench.Current;
        return Solutions.GetOrAdd((workbench, ProblemFile.Write(problem), seed), _ => new(() =>
        {
            SolverRun run = seed is { } s ? workbench.RandomStart.Solve(problem, s) : workbench.Certified.Solve(problem);
            return new CertifiedSolution(problem, run, Objective.Evaluate(problem, run.Candidate), workbench.Certifier.Bound(problem, run.Candidate));
        })).Value;
    }
}
