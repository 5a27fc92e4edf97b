using System.Numerics;

namespace NCVerify.Metrics;

/// <summary>Deviations from means that are held as an unevaluated sum of two doubles.</summary>
internal static class Deviations
{
    /// <summary>(x - high) - low.</summary>
    public static void Subtract(ReadOnlySpan<double> x, ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> deviation)
    {
        int j = 0;
        for (; j <= x.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            ((new Vector<double>(x[j..]) - new Vector<double>(high[j..])) - new Vector<double>(low[j..])).CopyTo(deviation[j..]);
        }

        for (; j < x.Length; j++)
        {
            deviation[j] = (x[j] - high[j]) - low[j];
        }
    }
}
