namespace NCVerify.Theory;

/// <summary>
/// A proven lower bound of min over z >= 0 of loss/2 (z - sigma)^2 + power z^p, p = 2/(M+1): what one singular value of the
/// target costs in a chain of M linear layers. On an interval the concave z^p lies above its chord, and a parabola plus a line
/// has an exact minimum; intervals are split until chord and curve agree. No root of an equation is trusted.
/// </summary>
internal static class SchattenMinimum
{
    private const int MostIntervals = 20_000;

    /// <summary>The bound, at least 0.</summary>
    /// <param name="sigma">Target singular value, or a lower bound of it: the minimum does not fall with sigma.</param>
    /// <param name="loss">Weight of the squared error, positive, relative error of at most 8 u.</param>
    /// <param name="layers">M, at least 1.</param>
    /// <param name="product">lambdaH lambda_1 ... lambda_M, positive, relative error of at most 2 (M + 1) u.</param>
    public static double LowerBound(double sigma, double loss, int layers, double product)
    {
        if (!(sigma > 0))
        {
            return 0;
        }

        double p = 2.0 / (layers + 1), power = (layers + 1) / 2.0 * Math.Pow(product, 1.0 / (layers + 1));

        // Powers: Math.Pow to 8 u, its exponent to u, its base to 2 (M + 1) u. Exponents of 2 stay below those of the logarithms.
        double magnitude = Math.Abs(Math.Log(product)) + Math.Abs(Math.Log(sigma)) + 40;
        double slack = Rounding.Unit * (256 + (8 * magnitude));
        if (!double.IsFinite(magnitude) || !(power > 0) || slack > 1e-9)
        {
            return 0;
        }

        double Value(double z) => (loss / 2 * (z - sigma) * (z - sigma)) + (power * Math.Pow(z, p));

        double best = Math.Min(Value(0), Value(sigma)), proven = double.PositiveInfinity, narrow = Math.ScaleB(sigma, -45);
        var open = new Stack<(double Low, double High)>();
        open.Push((0, sigma));
        for (int visited = 0; open.TryPop(out (double Low, double High) interval); visited++)
        {
            (double low, double high) = interval;
            double chordLow = power * Math.Pow(low, p), chordHigh = power * Math.Pow(high, p);
            double z = Math.Clamp(sigma - ((chordHigh - chordLow) / (high - low) / loss), low, high), share = (z - low) / (high - low);
            double bound = (loss / 2 * (z - sigma) * (z - sigma)) + ((1 - share) * chordLow) + (share * chordHigh);
            best = Math.Min(best, Value(z));
            if (bound >= best * (1 - slack) || high - low <= narrow || visited >= MostIntervals)
            {
                proven = Math.Min(proven, bound);
                continue;
            }

            double middle = (low + high) / 2, cut = z - low > 0.1 * (high - low) && high - z > 0.1 * (high - low) ? z : middle;
            open.Push((low, cut));
            open.Push((cut, high));
        }

        // The rounded z misses the parabola's vertex by a few u sigma, which costs its square.
        double vertex = loss * sigma * sigma * 1e-29;
        return Math.Max(0, Rounding.Down((proven * (1 - slack)) - vertex));
    }
}
