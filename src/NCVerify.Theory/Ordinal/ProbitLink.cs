namespace NCVerify.Theory;

/// <summary>g(t) = Phi(t), the standard normal distribution function.</summary>
public sealed class ProbitLink : Link
{
    private const double HalfLogTwoPi = 0.91893853320467274;

    /// <inheritdoc/>
    public override string Name => "probit";

    /// <inheritdoc/>
    public override bool Symmetric => true;

    private protected override double LossAt(double low, double high)
    {
        if (high < 0)
        {
            return LossAt(-high, -low);
        }

        return low > 0
            ? (low * low / 2) + HalfLogTwoPi - Math.Log(ScaledMass(low, high))
            : -Numerics.Special.Log1p(-(Tail(-low) + Tail(high)));
    }

    private protected override double SlopeAt(double low, double high)
    {
        // The density is even: a reflection changes the sign of the slope only.
        if (high < 0)
        {
            return -SlopeAt(-high, -low);
        }

        return low > 0
            ? (Falloff(low, high) - 1) / ScaledMass(low, high)
            : (Density(high) - Density(low)) / (1 - Tail(-low) - Tail(high));
    }

    private protected override double CurvatureAt(double low, double high)
    {
        if (high < 0)
        {
            return CurvatureAt(-high, -low);
        }

        double slope = SlopeAt(low, high);
        double moment = low > 0
            ? (((double.IsInfinity(high) ? 0 : high * Falloff(low, high)) - low) / ScaledMass(low, high))
            : (Moment(high) - Moment(low)) / (1 - Tail(-low) - Tail(high));
        return moment + (slope * slope);
    }

    // For 0 < low < high: e^((low^2 - high^2)/2), and (Phi(high) - Phi(low))/density(low).
    private static double Falloff(double low, double high) => double.IsInfinity(high) ? 0 : Math.Exp((low - high) * (low + high) / 2);

    private static double ScaledMass(double low, double high) => MillsRatio(low) - (double.IsInfinity(high) ? 0 : Falloff(low, high) * MillsRatio(high));

    private static double Moment(double t) => double.IsInfinity(t) ? 0 : t * Density(t);

    private static double Density(double t) => Math.Exp((-t * t / 2) - HalfLogTwoPi);

    private static double Tail(double t) => double.IsPositiveInfinity(t) ? 0 : Density(t) * MillsRatio(t);

    // (1 - Phi(t))/density(t) for t >= 0: a series near 0, elsewhere a continued fraction, from its end.
    private static double MillsRatio(double t)
    {
        if (t < 1.5)
        {
            double term = t, sum = t;
            for (int k = 1; Math.Abs(term) > 1e-18 * sum; k++)
            {
                term *= t * t / ((2 * k) + 1);
                sum += term;
            }

            return (0.5 / Density(t)) - sum;
        }

        double fraction = t;
        for (int k = 120; k >= 1; k--)
        {
            fraction = t + (k / fraction);
        }

        return 1 / fraction;
    }
}
