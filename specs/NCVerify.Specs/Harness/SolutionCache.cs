using System.Collections.Concurrent;
using NCVerify.Theory;

namespace NCVerify.Specs.Harness;

/// <summary>Solves each problem once per solver and certifies it once per certifier: several claims speak of the same problems.</summary>
internal static class SolutionCache
{
    private static readonly ConcurrentDictionary<(ISolver, ICertifier, string, ulong), Lazy<CertifiedSolution>> Solutions = new();

    private static readonly ConcurrentDictionary<(IMinimiser, string, ulong), Lazy<(MinimiserRun Run, double Objective)>> Minima = new();

    public static CertifiedSolution Certified(Problem problem) => Find(Workbench.Current.Certified, problem, 0);

    public static CertifiedSolution RandomStart(Problem problem, ulong seed) => Find(Workbench.Current.RandomStart, problem, seed);

    public static (MinimiserRun Run, double Objective) Minimum(FreeModel model, ulong seed)
    {
        IMinimiser minimiser = Workbench.Current.Minimiser;
        return Minima.GetOrAdd((minimiser, model.Description, seed), _ => new(() =>
        {
            MinimiserRun run = minimiser.Minimise(model, seed);
            return (run, model.Evaluate(run.Point));
        })).Value;
    }

    private static CertifiedSolution Find(ISolver solver, Problem problem, ulong seed)
    {
        ICertifier certifier = Workbench.Current.Certifier;
        return Solutions.GetOrAdd((solver, certifier, ProblemFile.Write(problem), seed), _ => new(() =>
        {
            SolverRun run = solver.Solve(problem, seed);
            return new CertifiedSolution(problem, run, Objective.Evaluate(problem, run.Candidate), certifier.Bound(problem, run.Candidate));
        })).Value;
    }
}
