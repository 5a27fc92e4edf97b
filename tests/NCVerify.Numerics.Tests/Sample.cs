using System.Numerics;

namespace NCVerify.Numerics.Tests;

/// <summary>Numbers for tests.</summary>
internal static class Sample
{
    /// <summary>Independent standard normal numbers.</summary>
    public static T[] Gaussian<T>(int count, ulong stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new CounterRandom(42, stream);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextGaussian()))];
    }
}
