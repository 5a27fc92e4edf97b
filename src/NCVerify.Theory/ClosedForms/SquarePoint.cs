using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A critical point on the sphere that is not a simplex (claims ULPM-3, ULPM-4): K = 4, one sample per class,
/// w_k = h_k = sqrt(s) (cos k pi/2, sin k pi/2); logits s (own), 0 (adjacent, twice), -s (opposite).
/// </summary>
/// <param name="Scale">s, positive.</param>
public sealed record SquarePoint(double Scale)
{
    private double Total => 1 + (2 * Math.Exp(-Scale)) + Math.Exp(-2 * Scale);

    /// <summary>Probability of the label.</summary>
    public double Own => 1 / Total;

    /// <summary>Probability p1 of each adjacent class.</summary>
    public double Adjacent => Math.Exp(-Scale) / Total;

    /// <summary>Probability p2 of the opposite class.</summary>
    public double Opposite => Math.Exp(-2 * Scale) / Total;

    /// <summary>Multiplier mu = 2 p1 + 2 p2 of the sphere: gradient + mu (W, H) = 0.</summary>
    public double Multiplier => 2 * (Adjacent + Opposite);

    /// <summary>Largest singular value 4 p1 of the logit gradient.</summary>
    public double GradientNorm => 4 * Adjacent;

    /// <summary>Smallest eigenvalue mu - sigma_1 = -2 (p1 - p2) of the Riemannian Hessian, in dimension at least 3.</summary>
    public double Curvature => -2 * Math.Exp(-Scale) * (1 - Math.Exp(-Scale)) / Total;

    /// <summary>Sum of the cross-entropies, 4 log(1 + 2 e^-s + e^-2s).</summary>
    public double Loss => 4 * Special.Log1p((2 * Math.Exp(-Scale)) + Math.Exp(-2 * Scale));

    /// <summary>The loss of the simplex ETF with the same norms, 4 log(1 + 3 e^(-4s/3)).</summary>
    public double EtfLoss => 4 * Special.Log1p(3 * Math.Exp(-4 * Scale / 3));
}
