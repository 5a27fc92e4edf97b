namespace NCVerify.Metrics;

/// <summary>
/// Number, mean and squared deviations of values seen so far; two of them merge (Chan, Golub and LeVeque 1983). Deviations
/// are squared before they are added, so the variance cannot become negative.
/// </summary>
internal struct RunningMoments
{
    private double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Variance, ddof 0.</summary>
    public readonly double Variance => Count > 0 ? _squares / Count : double.NaN;

    public void Add(double value)
    {
        Count++;
        double before = value - Mean;
        Mean += before / Count;
        _squares += before * (value - Mean);
    }

    public void Merge(RunningMoments other)
    {
        if (other.Count == 0)
        {
            return;
        }

        double between = other.Mean - Mean, all = Count + other.Count;
        _squares += other._squares + (between * between * (Count / all * other.Count));
        Mean += between * (other.Count / all);
        Count += other.Count;
    }

    /// <summary>Merges the moments of rows, in order.</summary>
    public static RunningMoments Of(RunningMoments[] rows)
    {
        RunningMoments all = default;
        foreach (RunningMoments row in rows)
        {
            all.Merge(row);
        }

        return all;
    }
}
