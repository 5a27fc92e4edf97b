namespace NCVerify.Theory;

/// <summary>
/// A cumulative link g: P(y = q | z) = g(b_q - z) - g(b_(q-1) - z). Gives the loss l(z) = -log P of one class with bounds
/// lower &lt; upper (either may be infinite), and its first two derivatives in z, without cancellation.
/// </summary>
public abstract class Link
{
    /// <summary>The links, by the names that parameters use.</summary>
    public static IReadOnlyList<Link> All { get; } = [new LogitLink(), new ProbitLink(), new CloglogLink()];

    /// <summary>Name: logit, probit or cloglog.</summary>
    public abstract string Name { get; }

    /// <summary>Whether g(-t) = 1 - g(t).</summary>
    public abstract bool Symmetric { get; }

    /// <summary>The link of that name, or null.</summary>
    public static Link? Find(string name) => All.FirstOrDefault(l => l.Name == name);

    /// <summary>-log(g(upper - z) - g(lower - z)).</summary>
    public double Loss(double z, double lower, double upper) => LossAt(lower - z, upper - z);

    /// <summary>Its derivative in z: (g'(upper - z) - g'(lower - z))/P; rises with z.</summary>
    public double Slope(double z, double lower, double upper) => SlopeAt(lower - z, upper - z);

    /// <summary>Its second derivative in z, positive.</summary>
    public double Curvature(double z, double lower, double upper) => CurvatureAt(lower - z, upper - z);

    private protected abstract double LossAt(double low, double high);

    private protected abstract double SlopeAt(double low, double high);

    private protected abstract double CurvatureAt(double low, double high);
}

/// <summary>g(t) = 1/(1 + e^(-t)).</summary>
public sealed class LogitLink : Link
{
    /// <inheritdoc/>
    public override string Name => "logit";

    /// <inheritdoc/>
    public override bool Symmetric => true;

    // P = g(high) g(-low) (1 - e^(low - high)).
    private protected override double LossAt(double low, double high) =>
        Softplus(-high) + Softplus(low) - (double.IsInfinity(low - high) ? 0 : Math.Log(-Numerics.Special.Expm1(low - high)));

    private protected override double SlopeAt(double low, double high) => Logistic(-high) - Logistic(low);

    private protected override double CurvatureAt(double low, double high) =>
        (Logistic(high) * Logistic(-high)) + (Logistic(low) * Logistic(-low));

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));

    private static double Softplus(double t) => Math.Max(t, 0) + Numerics.Special.Log1p(Math.Exp(-Math.Abs(t)));
}

/// <summary>g(t) = 1 - exp(-e^t), the complementary log-log link.</summary>
public sealed class CloglogLink : Link
{
    /// <inheritdoc/>
    public override string Name => "cloglog";

    /// <inheritdoc/>
    public override bool Symmetric => false;

    // P = exp(-e^low) (1 - e^(-u)), u = e^high - e^low.
    private protected override double LossAt(double low, double high) => Math.Exp(low) - Math.Log(-Numerics.Special.Expm1(-Width(low, high)));

    private protected override double SlopeAt(double low, double high) => Ratio(Width(low, high)) - Math.Exp(low);

    private protected override double CurvatureAt(double low, double high)
    {
        double u = Width(low, high);
        if (u > 700)
        {
            return Math.Exp(low);
        }

        // -u d/du [u/(e^u - 1)] = u (u e^u - e^u + 1)/(e^u - 1)^2.
        double minusOne = Numerics.Special.Expm1(u);
        double rest = u < 1e-3 ? u / 2 * (1 - (u / 3)) : u * ((u * Math.Exp(u)) - minusOne) / (minusOne * minusOne);
        return Math.Exp(low) + rest;
    }

    private static double Width(double low, double high) =>
        double.IsInfinity(low) || double.IsInfinity(high) ? Math.Exp(high) - Math.Exp(low) : Math.Exp(low) * Numerics.Special.Expm1(high - low);

    private static double Ratio(double u) => u > 700 ? 0 : u == 0 ? 1 : u / Numerics.Special.Expm1(u);
}
