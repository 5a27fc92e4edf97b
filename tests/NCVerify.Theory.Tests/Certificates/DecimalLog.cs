namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Natural logarithm in 28-digit decimal arithmetic, for optimal values that are exact beyond double precision.</summary>
internal static class DecimalLog
{
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
}
