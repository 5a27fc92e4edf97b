namespace NCVerify.Theory;

/// <summary>The solvers of the product.</summary>
public static class Solvers
{
    /// <summary>Second-order solvers, accurate enough for relative gaps of 1e-12 where rounding allows.</summary>
    public static CompositeSolver Certified { get; } = new(new ReducedNewtonSolver(), new NonnegativeAxisSolver());
}
