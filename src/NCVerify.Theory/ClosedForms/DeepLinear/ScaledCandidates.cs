using NCVerify.Numerics;
namespace NCVerify.Theory;

/// <summary>
/// The certificates at candidates that are multiples of the minimiser, in closed form (claims MSE-G1, MSE-G2 and MSE-G4): what
/// a certificate must return where everything commutes.
/// </summary>
public static class ScaledCandidates
{
    /// <summary>
    /// Squared error, one layer, no bias, logits rho times those of the minimiser: objective, dual value
    /// t tr(U'X) - t^2/2 N |U|^2 with U = (X - Z D^(1/2))/N, and the best |t| of at most mu/|U|_2.
    /// </summary>
    public static (double Primal, double Dual, double Scale) SquaredError(DeepLinearMinimum minimum, double rho)
    {
        ArgumentNullException.ThrowIfNull(minimum);
        double total = minimum.Total, mu = Math.Sqrt(minimum.Product), primal = 0, linear = 0, quadratic = 0, norm = 0;
        foreach (double n in minimum.Sizes)
        {
            double sigma = Math.Sqrt(n), z = rho * minimum.Fit(n).Z, u = (sigma - z) / total;
            primal += ((z - sigma) * (z - sigma) / (2 * total)) + (mu * z);
            linear += u * sigma;
            quadratic += total * u * u;
            norm = Math.Max(norm, Math.Abs(u));
        }

        double t = Math.Clamp(linear / quadratic, -mu / norm, mu / norm);
        return (primal, (t * linear) - (t * t * quadratic / 2), t);
    }

    /// <summary>Cross-entropy, one layer, balanced classes, logits alpha (I - J/K): objective and the dual value of Y - t (Y - P), t = min(1, mu/|Y - P|_2 N).</summary>
    public static (double Primal, double Dual) CrossEntropyAt(double alpha, int classes, int perClass, double mu)
    {
        double other = Math.Exp(-alpha) / (1 + ((classes - 1) * Math.Exp(-alpha))), norm = other / Math.Sqrt(perClass);
        double q = (classes - 1) * other * Math.Min(1, mu / norm);
        double primal = Special.Log1p((classes - 1) * Math.Exp(-alpha)) + (mu * Math.Sqrt(perClass) * (classes - 1) * alpha);
        return (primal, LabelEntropy.Of(q, classes));
    }

    /// <summary>Cross-entropy, M layers: singular values of at most (F/C)^(1/p), and the lambda C z^(p-1) of the one-layer problem below.</summary>
    public static (double LargestSingularValue, double Lambda) Chord(double upper, int layers, double product)
    {
        double p = 2.0 / (layers + 1), power = (layers + 1) / 2.0 * Math.Pow(product, 1.0 / (layers + 1)), z = Math.Pow(upper / power, 1 / p);
        return (z, power * Math.Pow(z, p - 1));
    }
}
