namespace NCVerify.Theory;

/// <summary>
/// The global minimum of the cumulative link model with free features (claims CLM-01 to CLM-05; model of Ma, Obuchi and
/// Tanaka 2025), sum loss, Lambda = sqrt(lambda_w lambda_h). Features are h_i = z_q w/|w|^2, |w|^4 = (lambda_h/lambda_w) S^2,
/// S^2 = sum_q n_q z_q^2, and the latent values solve the equation of state l_q'(z_q) + Lambda z_q/S = 0.
/// </summary>
public sealed class OrdinalCollapse
{
    private readonly OrdinalScale _scale;

    /// <summary>Solves the equation of state.</summary>
    /// <param name="scale">Class sizes, thresholds and link.</param>
    /// <param name="lambda">Lambda, positive.</param>
    public OrdinalCollapse(OrdinalScale scale, double lambda)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        (_scale, Lambda) = (scale, lambda);
        Latent = lambda >= Threshold(scale) ? new double[scale.Classes] : AtRidge(Ridge());
    }

    /// <summary>Lambda.</summary>
    public double Lambda { get; }

    /// <summary>z_1..z_Q; all 0 from the threshold on.</summary>
    public double[] Latent { get; }

    /// <summary>S, the norm of the latent values of all samples.</summary>
    public double S => Math.Sqrt(Latent.Select((z, q) => _scale.Sizes[q] * z * z).Sum());

    /// <summary>|w| (lambda_w/lambda_h)^(1/4) = sqrt(S).</summary>
    public double ClassifierNorm => Math.Sqrt(S);

    /// <summary>The minimum, sum_q n_q l_q(z_q) + Lambda S.</summary>
    public double Objective => Latent.Select((z, q) => _scale.Sizes[q] * _scale.Loss(q, z)).Sum() + (Lambda * S);

    /// <summary>Lambda_c = sqrt(sum_q n_q l_q'(0)^2): w and all features are zero from it on.</summary>
    public static double Threshold(OrdinalScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return Math.Sqrt(scale.Sizes.Select((n, q) => scale.Slope(q, 0) is var s ? n * s * s : 0).Sum());
    }

    /// <summary>
    /// Limit of an inner latent value as Lambda goes to 0, the least loss of its class: g'(b_q - z) = g'(b_(q-1) - z), the
    /// midpoint of the thresholds for a symmetric g, log((e^upper - e^lower)/(upper - lower)) for cloglog.
    /// </summary>
    public static double InnerLimit(Link link, double lower, double upper)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.Symmetric
            ? (lower + upper) / 2
            : link is CloglogLink
                ? lower + Math.Log(Numerics.Special.Expm1(upper - lower) / (upper - lower))
                : throw new ArgumentException($"The limit is known for symmetric links and for cloglog, not for {link.Name}.", nameof(link));
    }

    /// <summary>Midpoints of the inner classes' thresholds.</summary>
    public static double[] Midpoints(IReadOnlyList<double> thresholds) => [.. thresholds.Zip(thresholds.Skip(1), (a, b) => (a + b) / 2)];

    // With a ridge mu in place of Lambda/S the classes decouple: l_q'(z) + mu z = 0 has one root, between 0 and where l_q' = 0.
    private double[] AtRidge(double mu) => [.. Enumerable.Range(0, _scale.Classes).Select(q => Root(q, mu))];

    // mu S(mu) = |l'(z(mu))| rises from 0 to Lambda_c; bisection in log mu.
    private double Ridge()
    {
        (double low, double high) = (-500, 80);
        for (int i = 0; i < 200 && high > Math.BitIncrement(low); i++)
        {
            double middle = (low + high) / 2, mu = Math.Exp(middle);
            double norm = Math.Sqrt(AtRidge(mu).Select((z, q) => _scale.Sizes[q] * mu * z * mu * z).Sum());
            (low, high) = norm < Lambda ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    private double Root(int q, double mu)
    {
        double slope = _scale.Slope(q, 0), sign = slope > 0 ? -1 : 1;
        if (slope == 0)
        {
            return 0;
        }

        double Excess(double distance) => sign * (_scale.Slope(q, sign * distance) + (mu * sign * distance));

        // The first Newton step from 0 is exact for a large ridge; its double, or a power of two of it, lies beyond the root.
        double first = Math.Abs(slope) / (_scale.Curvature(q, 0) + mu), far = 2 * first;
        while (Excess(far) < 0 && far < 1e300)
        {
            far *= 2;
        }

        // Newton, kept inside the bracket by bisection.
        (double low, double high, double at) = (0, far, first);
        for (int i = 0; i < 200; i++)
        {
            double excess = Excess(at);
            (low, high) = excess < 0 ? (at, high) : (low, at);
            double next = at - (excess / (_scale.Curvature(q, sign * at) + mu));
            next = next > low && next < high ? next : (low + high) / 2;
            if (next == at || high <= Math.BitIncrement(low))
            {
                break;
            }

            at = next;
        }

        return sign * at;
    }
}
