namespace NCVerify.Theory;

/// <summary>
/// A lower bound on the minimum of the cumulative link model over all w and h of any dimension. Minimising the penalties
/// over factorisations w.h_i = z_i leaves sum_i l_(y_i)(z_i) + Lambda |z|, which is convex; for every z with
/// sum_q n_q l_q'(z_q)^2 at most Lambda^2, Fenchel duality bounds it from below by sum_q n_q [l_q(z_q) - l_q'(z_q) z_q].
/// </summary>
public static class OrdinalBound
{
    /// <summary>
    /// The bound at class-level latent values: each is moved until its slope is the given one times a common factor of at
    /// most 1, so that the condition holds with a margin of 1e-12; minus infinity where that cannot be done.
    /// </summary>
    public static double At(OrdinalScale scale, double lambda, IReadOnlyList<double> latent)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(latent);
        double[] slopes = [.. latent.Select((z, q) => scale.Slope(q, z))];
        double factor = Math.Min(1, lambda * (1 - 1e-12) / Norm(scale, slopes));
        double[] moved = [.. latent.Select((z, q) => factor == 1 ? z : WithSlope(scale, q, factor * slopes[q], z))];
        double[] reached = [.. moved.Select((z, q) => scale.Slope(q, z))];
        return Norm(scale, reached) <= lambda
            ? moved.Select((z, q) => scale.Sizes[q] * (scale.Loss(q, z) - (reached[q] * z))).Sum()
            : double.NegativeInfinity;
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

    private static double Norm(OrdinalScale scale, double[] slopes) => Math.Sqrt(slopes.Select((s, q) => scale.Sizes[q] * s * s).Sum());
}
