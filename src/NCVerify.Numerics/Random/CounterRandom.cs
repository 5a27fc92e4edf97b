namespace NCVerify.Numerics;

/// <summary>
/// Counter-based random numbers: the i-th number is a fixed function of (seed, stream, i), so results do not depend on
/// the runtime, the machine or the order of other draws. The mixing function is SplitMix64's finaliser applied twice.
/// </summary>
public sealed class CounterRandom(ulong seed, ulong stream = 0)
{
    private readonly ulong _key = Mix(seed + (0x9E3779B97F4A7C15UL * (stream + 1)));
    private ulong _counter;
    private double? _spare;

    /// <summary>The next 64 uniform bits.</summary>
    public ulong NextBits() => Mix(Mix((_counter++ * 0x9E3779B97F4A7C15UL) ^ _key) + _key);

    /// <summary>Uniform on [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on {0, ..., <paramref name="exclusiveBound"/> - 1}.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveBound);
        return (int)Math.BigMul(NextBits(), (ulong)exclusiveBound, out _);
    }

    /// <summary>Standard normal (polar method of Marsaglia).</summary>
    public double NextGaussian()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        while (true)
        {
            double x = (2 * NextDouble()) - 1, y = (2 * NextDouble()) - 1, s = (x * x) + (y * y);
            if (s is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * Special.Log(s) / s);
                _spare = y * factor;
                return x * factor;
            }
        }
    }

    /// <summary>A rows x columns matrix of independent N(0, <paramref name="deviation"/>^2) entries, drawn row by row.</summary>
    public Matrix GaussianMatrix(int rows, int columns, double deviation = 1) =>
        Matrix.Create(rows, columns, (_, _) => deviation * NextGaussian());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
