using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Normal numbers with the same bits on every machine: the polar method with our own logarithm.</summary>
internal static class Normal
{
    /// <summary>The next standard normal number.</summary>
    public static double Next(CounterRandom random)
    {
        while (true)
        {
            double x = (2 * random.NextDouble()) - 1, y = (2 * random.NextDouble()) - 1, s = (x * x) + (y * y);
            if (s is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Special.Log(s) / s);
            }
        }
    }
}
