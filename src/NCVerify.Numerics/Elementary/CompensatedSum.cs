namespace NCVerify.Numerics;

/// <summary>
/// A running sum that carries its own rounding error (two-sum). For n terms the result differs from the exact sum by at
/// most u |sum| + (n u)^2 sum |terms|, u = 2^-53 (Ogita, Rump, Oishi 2005, Sum2).
/// </summary>
public struct CompensatedSum
{
    private double _sum;
    private double _error;

    /// <summary>The sum so far.</summary>
    public readonly double Value => _sum + _error;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        double total = _sum + term;
        double virtualTerm = total - _sum;
        _error += (_sum - (total - virtualTerm)) + (term - virtualTerm);
        _sum = total;
    }

    /// <summary>Sum of the squares of the entries.</summary>
    public static double OfSquares(ReadOnlySpan<double> entries)
    {
        var sum = default(CompensatedSum);
        foreach (double x in entries)
        {
            sum.Add(x * x);
        }

        return sum.Value;
    }
}
