namespace NCVerify.Theory;

/// <summary>
/// Intervals that contain loss and slope of one ordered class at an exact latent value, by formulas written anew: nothing
/// of <see cref="Link"/> but its kind is used.
/// </summary>
internal static class LinkEnclosure
{
    private static readonly Interval One = Interval.Of(1);

    /// <summary>l_q(z) and l_q'(z); the whole line where they cannot be enclosed.</summary>
    public static (Interval Loss, Interval Slope) At(OrdinalScale scale, int q, double z)
    {
        var latent = Interval.Of(z);
        Interval? lower = q == 0 ? null : Interval.Of(scale.Thresholds[q - 1]), upper = q == scale.Classes - 1 ? null : Interval.Of(scale.Thresholds[q]);
        Interval? low = lower - latent, high = upper - latent, width = upper - lower;
        return scale.Link switch
        {
            LogitLink => Logit(low, high, width),
            CloglogLink => Cloglog(low, high, width),
            ProbitLink => ProbitEnclosure.At(low, high, width),
            _ => (Interval.Whole, Interval.Whole),
        };
    }

    // P = g(high) g(-low) (1 - e^(-width)) with g(t) = 1/(1 + e^(-t)).
    private static (Interval Loss, Interval Slope) Logit(Interval? low, Interval? high, Interval? width)
    {
        Interval loss = Interval.Of(0), slope = Interval.Of(0);
        if (high is { } h)
        {
            loss += Softplus(-h);
            slope += Logistic(-h);
        }

        if (low is { } l)
        {
            loss += Softplus(l);
            slope -= Logistic(l);
        }

        return (width is { } w ? loss - Interval.Log(-Interval.Expm1(-w)) : loss, slope);
    }

    // P = exp(-e^low) (1 - e^(-u)), u = e^high - e^low.
    private static (Interval Loss, Interval Slope) Cloglog(Interval? low, Interval? high, Interval? width)
    {
        Interval first = low is { } l ? Interval.Exp(l) : Interval.Of(0);
        if (high is not { } h)
        {
            return (first, -first);
        }

        Interval u = width is { } w ? first * Interval.Expm1(w) : Interval.Exp(h);
        return (first - Interval.Log(-Interval.Expm1(-u)), -Interval.Monotone(u, x => -Ratio(Interval.Of(x))) - first);
    }

    // u/(e^u - 1), which falls from 1 at 0 to 0.
    private static Interval Ratio(Interval u) => u.High <= 0 ? One : u.Low > 700 ? new(0, 1e-290) : u / Interval.Expm1(u);

    private static Interval Logistic(Interval t) => One / (One + Interval.Exp(-t));

    private static Interval Softplus(Interval t) =>
        Interval.Monotone(t, x => Interval.Of(Math.Max(x, 0)) + Interval.Log1p(Interval.Exp(Interval.Of(-Math.Abs(x)))));
}
