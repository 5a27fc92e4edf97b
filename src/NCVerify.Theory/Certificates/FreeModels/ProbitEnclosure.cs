namespace NCVerify.Theory;

/// <summary>
/// Loss and slope of one class under the probit link, enclosed. With phi the normal density, Phi its integral and
/// M = (1 - Phi)/phi Mills' ratio; the case of both bounds below zero is reflected.
/// </summary>
internal static class ProbitEnclosure
{
    private const int Depth = 120;
    private static readonly Interval One = Interval.Of(1);
    private static readonly Interval Half = Interval.Of(0.5);

    // log(2 pi)/2 = 0.918938533204672741780...
    private static readonly Interval HalfLogTwoPi = new(0.9189385332046727, 0.9189385332046729);

    /// <summary>-log(Phi(high) - Phi(low)) and its derivative in the latent value; null stands for an infinite bound.</summary>
    public static (Interval Loss, Interval Slope) At(Interval? low, Interval? high, Interval? width)
    {
        if (high is { High: < 0 })
        {
            (Interval loss, Interval slope) = At(-high, -low, width);
            return (loss, -slope);
        }

        return low is { Low: > 0 } l ? Beyond(l, high, width) : Around(low, high);
    }

    // 0 < low: P = phi(low) (M(low) - F M(high)), F = phi(high)/phi(low).
    private static (Interval Loss, Interval Slope) Beyond(Interval low, Interval? high, Interval? width)
    {
        Interval mass = Mills(low), falloffMinusOne = -One;
        if (high is { } h && width is { } w)
        {
            falloffMinusOne = Interval.Expm1(-(w * (low + h) * Half));
            mass -= (One + falloffMinusOne) * Mills(h);
        }

        return ((low * low * Half) + HalfLogTwoPi - Interval.Log(mass), falloffMinusOne / mass);
    }

    // low <= 0 <= high: P = 1 - (1 - Phi(-low)) - (1 - Phi(high)).
    private static (Interval Loss, Interval Slope) Around(Interval? low, Interval? high)
    {
        Interval outside = Interval.Of(0), density = Interval.Of(0);
        if (low is { } l)
        {
            outside += Density(l) * Mills(-l);
            density -= Density(l);
        }

        if (high is { } h)
        {
            outside += Density(h) * Mills(h);
            density += Density(h);
        }

        return (-Interval.Log1p(-outside), density / (One - outside));
    }

    private static Interval Density(Interval t) => Interval.Exp(-(t * t * Half) - HalfLogTwoPi);

    private static Interval Mills(Interval t) => t.High < 1.5 ? MillsBySeries(t) : MillsByFraction(t);

    // 1/(2 phi) - (t + t^3/3 + t^5/15 + ...); from some term on each is less than half of the one before.
    private static Interval MillsBySeries(Interval t)
    {
        Interval term = t, sum = t;
        int k = 1;
        for (; k < 8 || term.Magnitude > 1e-20; k++)
        {
            term = term * t * t / Interval.Of((2 * k) + 1);
            sum += term;
        }

        return (Half / Density(t)) - (sum + new Interval(-term.Magnitude, term.Magnitude));
    }

    // 1/(t + 1/(t + 2/(t + 3/...))): whatever follows a level t + k/..., it lies between t and t + k/t.
    private static Interval MillsByFraction(Interval t)
    {
        Interval tail = t + (Interval.Of(Depth + 1) / t);
        var fraction = new Interval(t.Low, tail.High);
        for (int k = Depth; k >= 1; k--)
        {
            fraction = t + (Interval.Of(k) / fraction);
        }

        return One / fraction;
    }
}
