namespace NCVerify.Theory;

/// <summary>A smooth function of a <see cref="ReducedPoint"/>, as the trust-region method needs it.</summary>
internal interface ISecondOrderObjective
{
    /// <summary>Value at a point, which becomes the point of the other members.</summary>
    double Evaluate(ReducedPoint point);

    /// <summary>Writes the gradient.</summary>
    void Gradient(ReducedPoint gradient);

    /// <summary>Writes the Hessian times a direction.</summary>
    void HessianProduct(ReducedPoint d, ReducedPoint result);

    /// <summary>Writes positive weights close to the diagonal of the Hessian.</summary>
    void Diagonal(ReducedPoint weights);
}
