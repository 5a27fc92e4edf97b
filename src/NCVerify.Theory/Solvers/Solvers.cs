namespace NCVerify.Theory;

/// <summary>The solvers of the product.</summary>
public static class Solvers
{
    /// <summary>Second-order solvers and ADMM on class-reduced problems: accurate enough for relative gaps of 1e-12 where rounding allows.</summary>
    public static CompositeSolver Certified { get; } = new(
        new ReducedNewtonSolver(),
        new NonnegativeAxisSolver(),
        new SeparationSolver(),
        new ClassNewtonSolver(),
        new PeeledNewtonSolver(),
        new DeepLinearNewtonSolver());

    /// <summary>First-order solvers of the factorised problem at sample level, from random starts: what the papers do.</summary>
    public static CompositeSolver FirstOrder { get; } = new(
        new FirstOrderSolver(),
        new FirstOrderSeparationSolver(),
        new FirstOrderPeeledSolver(),
        new FirstOrderDeepLinearSolver());
}
