using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// CERT-6: dual points for nonnegative features. The closed one, p_k = (1 - q_k, q_k/(K-1), ...) with
/// q_k = min(lambda sqrt((K-1)/K) / s_k, (K-1)/K), is dual optimal for every dimension (the value is CE-RELU-1's P*): its
/// directions have negative inner products, so the gauge is the largest column norm.
/// </summary>
internal static class NonnegativeDual
{
    /// <summary>The closed-form dual point; null where it is not the dual optimum (temperatures, offsets, bias, layer-peeled).</summary>
    public static Matrix? Closed(DualProblem dual)
    {
        Problem problem = dual.Problem;
        if (dual.Peeled || problem.Bias != BiasKind.None || problem.Temperature is not null || problem.Offset is not null)
        {
            return null;
        }

        double collapsed = (dual.Classes - 1.0) / dual.Classes;
        return Matrix.Create(dual.Classes, dual.Classes, (j, k) =>
            j == k ? 0 : Math.Min(dual.Level * Math.Sqrt(collapsed) / dual.Scales[k], collapsed) / (dual.Classes - 1));
    }
}
