using System.Numerics;

namespace NCVerify.Metrics;

/// <summary>Widening of single precision, exact.</summary>
internal static class SingleToDouble
{
    public static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        int i = 0, half = Vector<double>.Count;
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(from[i..]), out Vector<double> low, out Vector<double> high);
            low.CopyTo(to[i..]);
            high.CopyTo(to[(i + half)..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }
}
