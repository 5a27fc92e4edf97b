namespace NCVerify.Training;

/// <summary>Half a cosine with the same bits on every machine, which a library's cosine does not promise.</summary>
internal static class HalfCosine
{
    /// <summary>(-1)^k/(2k)!; on the square of pi/2 at most the next term is below 1e-19.</summary>
    private static readonly double[] Coefficients = [.. Enumerable.Range(0, 13).Select(k => (k % 2 == 0 ? 1.0 : -1.0) / Enumerable.Range(1, 2 * k).Aggregate(1.0, (p, i) => p * i))];

    /// <summary>(1 + cos(pi x))/2 for x from 0 to 1, as the square of cos(pi x/2).</summary>
    public static double At(double x)
    {
        double angle = Math.PI / 2 * Math.Clamp(x, 0, 1), square = angle * angle, cosine = 0;
        for (int k = Coefficients.Length - 1; k >= 0; k--)
        {
            cosine = Math.FusedMultiplyAdd(cosine, square, Coefficients[k]);
        }

        return cosine * cosine;
    }
}
