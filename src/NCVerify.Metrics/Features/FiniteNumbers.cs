using System.Numerics;

namespace NCVerify.Metrics;

/// <summary>Finds NaN and infinities.</summary>
internal static class FiniteNumbers
{
    /// <summary>The place of the first number that is not finite; -1 when all are.</summary>
    public static int IndexOfNotFinite(this Span<double> numbers)
    {
        Vector<double> poison = default;
        int i = 0;
        for (; i <= numbers.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            // Zero times a number is zero, but times an infinity or NaN it is NaN, which no later sum removes.
            poison += new Vector<double>(numbers[i..]) * Vector<double>.Zero;
        }

        bool finite = Vector.Sum(poison) == 0;
        for (; i < numbers.Length; i++)
        {
            finite &= double.IsFinite(numbers[i]);
        }

        return finite ? -1 : IndexOfFirst(numbers);
    }

    private static int IndexOfFirst(ReadOnlySpan<double> numbers)
    {
        int i = 0;
        while (double.IsFinite(numbers[i]))
        {
            i++;
        }

        return i;
    }
}
