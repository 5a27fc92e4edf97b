namespace NCVerify.Metrics;

/// <summary>A running sum that keeps its rounding error (Neumaier), so that it is right however many terms there are.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _error;

    public readonly double Value => _sum + _error;

    public void Add(double term)
    {
        double sum = _sum + term;
        double part = sum - _sum;
        _error += (_sum - (sum - part)) + (term - part);
        _sum = sum;
    }
}
