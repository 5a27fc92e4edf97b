namespace NCVerify.Theory;

/// <summary>Solver, objective and certifier put together.</summary>
public static class Solve
{
    /// <summary>
    /// Runs the solver, evaluates its candidate independently and bounds the optimum from below. The solver's own claims are
    /// not used; a candidate that is bad only makes the gap large.
    /// </summary>
    /// <exception cref="ProblemException">The problem is invalid, not supported by the solver, or the candidate has wrong shapes.</exception>
    public static CertifiedSolution Certified(Problem problem, ISolver solver, ICertifier certifier, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(solver);
        ProblemRules.Validate(problem);
        if (!solver.Supports(problem, out string reason))
        {
            throw new ProblemException("solver", $"solver: \"{solver.Name}\" does not support this problem ({reason}); choose another solver.");
        }

        return Certified(problem, solver.Solve(problem, seed), certifier);
    }

    /// <summary>Certifies a run that exists already, for instance of a solver outside this product.</summary>
    /// <exception cref="ProblemException">The problem is invalid or the candidate has wrong shapes.</exception>
    public static CertifiedSolution Certified(Problem problem, SolverRun run, ICertifier certifier)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(certifier);
        double objective = Objective.Evaluate(problem, run.Candidate);
        return new CertifiedSolution(problem, run, objective, certifier.Bound(problem, run.Candidate));
    }
}
