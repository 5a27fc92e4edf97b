namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Logarithm and exponential in 28-digit decimal arithmetic, for optimal values that are exact beyond double precision.</summary>
internal static class DecimalLog
{
    /// <summary>The double to 28 digits (the cast keeps 15 only); negative infinity becomes the least decimal.</summary>
    public static decimal Exactly(double value)
    {
        if (double.IsNegativeInfinity(value))
        {
            return decimal.MinValue;
        }

        int exponent = value == 0 ? 0 : Math.ILogB(value) - 52;
        decimal result = (long)Math.ScaleB(value, -exponent);
        for (; exponent < 0; exponent++)
        {
            result /= 2;
        }

        for (; exponent > 0; exponent--)
        {
            result *= 2;
        }

        return result;
    }

    private const decimal LogTwo = 0.6931471805599453094172321215m;

    public static decimal Log(decimal x)
    {
        int power = 0;
        for (; x > 1.5m; x /= 2)
        {
            power++;
        }

        for (; x < 0.75m; x *= 2)
        {
            power--;
        }

        decimal t = (x - 1) / (x + 1), square = t * t, term = t, sum = 0;
        for (int k = 1; k < 120; k += 2)
        {
            sum += term / k;
            term *= square;
        }

        return (power * LogTwo) + (2 * sum);
    }

    /// <summary>e^x, by its series after halving.</summary>
    public static decimal Exp(decimal x)
    {
        int halvings = 0;
        for (; Math.Abs(x) > 0.1m; x /= 2)
        {
            halvings++;
        }

        decimal term = 1, sum = 1;
        for (int k = 1; k < 25; k++)
        {
            term *= x / k;
            sum += term;
        }

        for (; halvings > 0; halvings--)
        {
            sum *= sum;
        }

        return sum;
    }
}
