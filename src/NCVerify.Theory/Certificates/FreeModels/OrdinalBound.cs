namespace NCVerify.Theory;

/// <summary>
/// A proven lower bound on the minimum of the cumulative link model over all w and h of any dimension. Minimising the
/// penalties over factorisations w.h_i = z_i leaves sum_i l_(y_i)(z_i) + Lambda |z|, which is convex; for every z with
/// sum_q n_q l_q'(z_q)^2 at most Lambda^2, tangents bound it from below by sum_q n_q [l_q(z_q) - l_q'(z_q) z_q].
/// Losses and slopes enter as the intervals of <see cref="LinkEnclosure"/>.
/// </summary>
public static class OrdinalBound
{
    // What Lambda = sqrt(lambda_w lambda_h) may lack by its own rounding.
    private const double RoundingOfLambda = 4 * Rounding.Unit;

    // Each attempt repairs what the last one missed the condition by.
    private const int Attempts = 6;

    /// <summary>
    /// The bound at class-level latent values: each is moved until its slope is the given one times a common factor of at
    /// most 1, small enough for the condition to hold; minus infinity where that cannot be done. It holds for every Lambda
    /// whose double is <paramref name="lambda"/>, up to two roundings.
    /// </summary>
    public static double At(OrdinalScale scale, double lambda, IReadOnlyList<double> latent)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(latent);
        double[] slopes = [.. latent.Select((z, q) => scale.Slope(q, z))];
        double limit = lambda * (1 - RoundingOfLambda), factor = 1;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double[] moved = [.. latent.Select((z, q) => factor == 1 ? z : WithSlope(scale, q, factor * slopes[q], z))];
            (double value, double norm) = Tangents(scale, moved);
            if (norm <= limit)
            {
                return double.IsFinite(value) ? value : double.NegativeInfinity;
            }

            factor *= limit / norm * (1 - 1e-13);
        }

        return double.NegativeInfinity;
    }

    // Nothing rests on how the point was found: the value of its tangents from below, the norm of its slopes from above.
    private static (double Value, double Norm) Tangents(OrdinalScale scale, double[] z)
    {
        Interval value = Interval.Of(0), square = Interval.Of(0);
        for (int q = 0; q < z.Length; q++)
        {
            (Interval loss, Interval slope) = LinkEnclosure.At(scale, q, z[q]);
            var size = Interval.Of(scale.Sizes[q]);
            value += size * (loss - (slope * Interval.Of(z[q])));
            square += size * Interval.Of(slope.Magnitude) * Interval.Of(slope.Magnitude);
        }

        return (value.Low, Rounding.Up(Math.Sqrt(square.High)));
    }

    // The slope rises with z: doubling steps bracket the target, bisection ends at neighbouring doubles. The side is taken
    // on which the slope is not larger in modulus than wanted.
    private static double WithSlope(OrdinalScale scale, int q, double target, double near)
    {
        double low = near, high = near;
        for (double step = 1e-9; scale.Slope(q, low) > target && step < 1e6; step *= 2)
        {
            low -= step;
        }

        for (double step = 1e-9; scale.Slope(q, high) < target && step < 1e6; step *= 2)
        {
            high += step;
        }

        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = scale.Slope(q, middle) < target ? (middle, high) : (low, middle);
        }

        return target < 0 ? high : low;
    }
}
