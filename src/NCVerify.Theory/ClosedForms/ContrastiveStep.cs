namespace NCVerify.Theory;

/// <summary>
/// Minimum of the supervised contrastive loss on the unit sphere for m majority classes of nMaj samples and k minority
/// classes of nMin (claim SC-02). The loss is convex in the Gram matrix, so the minimum is class-collapsed and symmetric
/// within each group: cosines a within majorities, c within minorities, and b = -sqrt((1 + (m-1)a)(1 + (k-1)c)/(mk)) between,
/// the least value that a Gram matrix allows. What is left is convex in u = 1 + (m-1)a and v = 1 + (k-1)c.
/// </summary>
public sealed class ContrastiveStep
{
    private readonly int _m;
    private readonly int _k;
    private readonly int _nMaj;
    private readonly int _nMin;
    private readonly double _tau;

    /// <summary>Solves the two-group problem.</summary>
    /// <param name="majority">m, at least 1.</param>
    /// <param name="minority">k, at least 1.</param>
    /// <param name="majoritySize">nMaj, at least 2.</param>
    /// <param name="minoritySize">nMin, at least 2.</param>
    /// <param name="temperature">tau, positive.</param>
    public ContrastiveStep(int majority, int minority, int majoritySize, int minoritySize, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(majoritySize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(minoritySize, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_m, _k, _nMaj, _nMin, _tau) = (majority, minority, majoritySize, minoritySize, temperature);

        // By the envelope theorem the slope in v at the best u is that of the partial minimum, which is convex in v.
        double v = _k == 1 ? 1 : Minimise(v => Slopes(BestU(v), v).ByV, _k);
        (double u, CosMinMin) = (BestU(v), _k == 1 ? null : (v - 1) / (_k - 1));
        CosMajMaj = _m == 1 ? null : (u - 1) / (_m - 1);
        CosMajMin = Between(u, v);
        Value = ((_m * (double)_nMaj * Math.Log(Terms(u, v).Majority)) + (_k * (double)_nMin * Math.Log(Terms(u, v).Minority))) / Total;
    }

    /// <summary>Cosine of two majority classes; null when there is one.</summary>
    public double? CosMajMaj { get; }

    /// <summary>Cosine of two minority classes; null when there is one.</summary>
    public double? CosMinMin { get; }

    /// <summary>Whether the minority classes coincide, which happens at finite imbalance.</summary>
    public bool MinoritiesMerged => CosMinMin is 1;

    /// <summary>Cosine of a majority and a minority class.</summary>
    public double CosMajMin { get; }

    /// <summary>The minimum per sample.</summary>
    public double Value { get; }

    private double Total => ((double)_m * _nMaj) + ((double)_k * _nMin);

    private double BestU(double v) => _m == 1 ? 1 : Minimise(u => Slopes(u, v).ByU, _m);

    private double Between(double u, double v) => -Math.Sqrt(u * v / ((double)_m * _k));

    // Denominators over e^(1/tau): of a majority and of a minority sample.
    private (double Majority, double Minority, double Aa, double Cc, double Ab, double Cb) Terms(double u, double v)
    {
        double cross = Math.Exp((Between(u, v) - 1) / _tau);
        double aa = _m == 1 ? 0 : (_m - 1.0) * _nMaj * Math.Exp((((u - 1) / (_m - 1)) - 1) / _tau);
        double cc = _k == 1 ? 0 : (_k - 1.0) * _nMin * Math.Exp((((v - 1) / (_k - 1)) - 1) / _tau);
        (double ab, double cb) = ((double)_k * _nMin * cross, (double)_m * _nMaj * cross);
        return (_nMaj - 1 + aa + ab, _nMin - 1 + cc + cb, aa, cc, ab, cb);
    }

    // Slopes up to the positive factor tau N.
    private (double ByU, double ByV) Slopes(double u, double v)
    {
        (double majority, double minority, double aa, double cc, double ab, double cb) = Terms(u, v);
        (double forMaj, double forMin) = ((double)_m * _nMaj, (double)_k * _nMin);
        double pull = Between(u, v) / 2 * ((forMaj * ab / majority) + (forMin * cb / minority));
        return ((_m == 1 ? 0 : forMaj * aa / majority / (_m - 1)) + (pull / u), (_k == 1 ? 0 : forMin * cc / minority / (_k - 1)) + (pull / v));
    }

    // The slope rises from minus infinity at 0; at the upper end (cosine 1) the classes of the group coincide.
    private static double Minimise(Func<double, double> slope, double high)
    {
        double low = 0;
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = slope(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }
}
