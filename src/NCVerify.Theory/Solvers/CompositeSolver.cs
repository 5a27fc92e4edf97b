namespace NCVerify.Theory;

/// <summary>Hands a problem to the first of several solvers that takes it.</summary>
/// <param name="solvers">The solvers, the preferred one first.</param>
public sealed class CompositeSolver(params IReadOnlyList<ISolver> solvers) : ISolver
{
    /// <inheritdoc/>
    public string Name => string.Join(" or ", solvers.Select(s => s.Name));

    /// <summary>The solver that would be used, or null with the reasons of all.</summary>
    public ISolver? Choose(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var reasons = new List<string>();
        foreach (ISolver solver in solvers)
        {
            if (solver.Supports(problem, out string why))
            {
                reason = string.Empty;
                return solver;
            }

            reasons.Add($"{solver.Name}: {why}");
        }

        reason = string.Join("; ", reasons);
        return null;
    }

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason) => Choose(problem, out reason) is not null;

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0) =>
        Choose(problem, out string reason)?.Solve(problem, seed) ?? throw new ProblemException("problem", $"No solver takes this problem: {reason}.");
}
