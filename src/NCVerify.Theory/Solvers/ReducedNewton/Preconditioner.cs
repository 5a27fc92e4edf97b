namespace NCVerify.Theory;

/// <summary>A positive definite approximation of the Hessian, inverted.</summary>
internal interface IPreconditioner
{
    /// <summary>First radius of the trust region, as a multiple of the length of the gradient in the norm of this.</summary>
    double FirstRadius { get; }

    /// <summary>Squared gradient in the norm of this, relative to the value, at which the point counts as a minimum.</summary>
    double Goal { get; }

    /// <summary>Adapts to the point at which the objective was last evaluated.</summary>
    void Update();

    /// <summary>result = (approximate Hessian)^-1 x.</summary>
    void Apply(ReducedPoint x, ReducedPoint result);
}

/// <summary>Weights close to the diagonal of the Hessian.</summary>
internal sealed class DiagonalPreconditioner(ISecondOrderObjective objective, ReducedPoint like) : IPreconditioner
{
    private readonly ReducedPoint _weights = like.ZeroLike();

    /// <inheritdoc/>
    public double FirstRadius => 1;

    /// <summary>Errors of about 1e-12 in the unknowns.</summary>
    public double Goal => 1e-24;

    /// <inheritdoc/>
    public void Update() => objective.Diagonal(_weights);

    /// <inheritdoc/>
    public void Apply(ReducedPoint x, ReducedPoint result) => result.SetToQuotient(x, _weights);
}
