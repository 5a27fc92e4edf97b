using NCVerify.Theory;

namespace NCVerify.Cli.Solving;

/// <summary>Chooses a solver for a problem, the one made for it first; the certificate, not the solver, decides what counts.</summary>
internal static class SolverChoice
{
    // First-order descent over all samples takes seconds up to this many sample features, and hours far beyond.
    private const long DescentLimit = 5_000;

    // From the most to the least specialised: structure first, plain descent from random starts last.
    private static readonly ISolver[] All = [new ReducedNewtonSolver(), new NonnegativeAxisSolver(), new SeparationSolver(), new ClassNewtonSolver(), new PeeledNewtonSolver(), new FirstOrderSolver(), new FirstOrderSeparationSolver(), new FirstOrderPeeledSolver()];

    /// <summary>
    /// Solves by the first solver that supports the problem and reaches a certified optimum; where none does, the candidate
    /// with the lowest objective.
    /// </summary>
    /// <exception cref="CliException">No solver supports the problem; the message gives every solver's reason.</exception>
    public static (CertifiedSolution Solution, string Solver) Certified(Problem problem, ulong seed, Action<string> progress)
    {
        var certifier = new Certifier();
        var reasons = new List<string>();
        (CertifiedSolution Solution, string Solver)? best = null;
        foreach (ISolver solver in All)
        {
            if (!Supports(solver, problem, out string reason))
            {
                reasons.Add($"{solver.Name}: {reason}");
                continue;
            }

            progress($"{solver.Name}: solving");
            CertifiedSolution solution = Solve.Certified(problem, solver, certifier, seed);
            if (best is null || solution.GloballyOptimal || solution.Objective < best.Value.Solution.Objective)
            {
                best = (solution, solver.Name);
            }

            if (solution.GloballyOptimal || solution.Bound.Certificate == "none")
            {
                break;
            }
        }

        return best ?? throw new CliException($"No solver here takes this problem ({string.Join("; ", reasons)}).");
    }

    private static bool Supports(ISolver solver, Problem problem, out string reason)
    {
        bool descends = solver is FirstOrderSolver or FirstOrderSeparationSolver or FirstOrderPeeledSolver;
        if (descends && (long)problem.Total * problem.Dimension > DescentLimit)
        {
            reason = $"the problem is too large for it ({problem.Total} samples x dimension {problem.Dimension}; at most {DescentLimit})";
            return false;
        }

        return solver.Supports(problem, out reason);
    }
}
