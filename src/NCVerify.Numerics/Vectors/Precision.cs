using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>The kernels' types of numbers.</summary>
internal static class Precision
{
    /// <summary>Refuses what is neither float nor double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"The kernels compute in float and double, not in {typeof(T)}.");
        }
    }
}
