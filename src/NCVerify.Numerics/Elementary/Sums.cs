namespace NCVerify.Numerics;

/// <summary>Sums of many numbers with a fixed order of operations.</summary>
public static class Sums
{
    /// <summary>
    /// Sum with the rounding error of every addition carried along (Neumaier): the error is about one rounding of the
    /// result plus n^2 eps^2 times the sum of moduli.
    /// </summary>
    public static double Compensated(ReadOnlySpan<double> values)
    {
        double sum = 0, error = 0;
        foreach (double x in values)
        {
            double next = sum + x;
            error += Math.Abs(sum) >= Math.Abs(x) ? (sum - next) + x : (x - next) + sum;
            sum = next;
        }

        // Where an infinity passed through, the error is NaN and the plain sum says what happened.
        return double.IsFinite(sum) ? sum + error : sum;
    }

    /// <summary>
    /// Sum by halving: the tree of additions depends on the number of values alone, so the bits do not depend on how the
    /// work is shared out. Rounding errors grow with log n only.
    /// </summary>
    public static double Tree(ReadOnlySpan<double> values)
    {
        if (values.Length <= 8)
        {
            double sum = 0;
            foreach (double x in values)
            {
                sum += x;
            }

            return sum;
        }

        int half = values.Length / 2;
        return Tree(values[..half]) + Tree(values[half..]);
    }
}
