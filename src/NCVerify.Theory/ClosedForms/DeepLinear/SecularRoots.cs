namespace NCVerify.Theory;

/// <summary>
/// Squared singular values of D^(1/2)(I - s s'/N), s = sqrt(n): the target of squared error with a free bias (claim MSE-C5).
/// They solve sum_k n_k/(n_k - t) = 0, one root strictly between consecutive distinct sizes; a size that occurs m times
/// is itself one, m - 1 times; and there is a zero, which is left out.
/// </summary>
public static class SecularRoots
{
    /// <summary>The K - 1 values, largest first.</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    public static double[] Of(IReadOnlyList<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(n => !(n > 0)))
        {
            throw new ArgumentException("There must be at least two positive sizes.", nameof(sizes));
        }

        double[] distinct = [.. sizes.Distinct().Order()];
        var roots = new List<double>();
        foreach (double n in distinct)
        {
            roots.AddRange(Enumerable.Repeat(n, sizes.Count(x => x == n) - 1));
        }

        for (int i = 0; i + 1 < distinct.Length; i++)
        {
            roots.Add(Between(sizes, distinct[i], distinct[i + 1]));
        }

        return [.. roots.OrderDescending()];
    }

    // sum n/(n - t) rises from minus to plus infinity between two poles.
    private static double Between(IReadOnlyList<double> sizes, double low, double high)
    {
        (double a, double b) = (low, high);
        for (int step = 0; step < 200 && b > Math.BitIncrement(a); step++)
        {
            double middle = (a + b) / 2;
            (a, b) = sizes.Sum(n => n / (n - middle)) < 0 ? (middle, b) : (a, middle);
        }

        return (a + b) / 2;
    }
}
