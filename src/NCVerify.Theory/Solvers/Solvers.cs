namespace NCVerify.Theory;

/// <summary>The solvers that the product uses, each taking the problems it is meant for.</summary>
public static class Solvers
{
    /// <summary>Second-order solvers and ADMM, on class-reduced problems.</summary>
    public static ISolver Certified { get; } = new CompositeSolver("second order", new ReducedNewtonSolver(), new SeparationSolver());

    /// <summary>First-order solvers of the factorised problem at sample level, from random starts.</summary>
    public static ISolver FirstOrder { get; } = new CompositeSolver("first order", new FirstOrderSolver(), new FirstOrderSeparationSolver());
}
