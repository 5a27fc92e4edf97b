using NCVerify.Theory;

namespace NCVerify.Cli.Solving;

/// <summary>Chooses a solver for a problem, the one made for it first; the certificate, not the solver, decides what counts.</summary>
internal static class SolverChoice
{
    // From the most to the least specialised: structure first, plain descent from random starts last.
    private static readonly ISolver[] Solvers = [new ReducedNewtonSolver(), new SeparationSolver(), new FirstOrderSolver(), new FirstOrderSeparationSolver()];

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
        foreach (ISolver solver in Solvers)
        {
            if (!solver.Supports(problem, out string reason))
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
}
