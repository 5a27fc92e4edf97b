namespace NCVerify.Theory;

/// <summary>Hands each problem to the first of its solvers that takes it.</summary>
public sealed class CompositeSolver(string name, params IReadOnlyList<ISolver> parts) : ISolver
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>The solver that takes the problem; null when none does.</summary>
    public ISolver? For(Problem problem) => parts.FirstOrDefault(p => p.Supports(problem, out _));

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        var reasons = new List<string>();
        foreach (ISolver part in parts)
        {
            if (part.Supports(problem, out string why))
            {
                reason = "";
                return true;
            }

            reasons.Add($"{part.Name}: {why}");
        }

        reason = string.Join("; ", reasons);
        return false;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0) => For(problem) is { } solver
        ? solver.Solve(problem, seed)
        : throw new ProblemException("problem", $"No solver takes this problem ({(Supports(problem, out string reason) ? "" : reason)}).");
}
