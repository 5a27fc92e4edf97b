namespace NCVerify.Training;

/// <summary>Rows scaled to length 1, with room for the gradient of the scaled rows.</summary>
internal sealed class UnitBlock
{
    private double[] _raw = [], _units = [], _forUnits = [], _factors = [];
    private int _columns = 1;
    private int _length;

    /// <summary>Takes rows and clears the gradient.</summary>
    public void Set(ReadOnlySpan<double> rows, int columns)
    {
        (_columns, _length) = (columns, rows.Length);
        if (_units.Length < rows.Length)
        {
            (_units, _forUnits, _factors) = (new double[rows.Length], new double[rows.Length], new double[rows.Length / columns]);
        }

        UnitRows<double>.Forward(rows, _units.AsSpan(0, _length), columns, 1, _factors);
        _forUnits.AsSpan(0, _length).Clear();
    }

    /// <summary>Room for rows before they are scaled.</summary>
    public Span<double> Raw(int length)
    {
        _raw = _raw.Length >= length ? _raw : new double[length];
        return _raw.AsSpan(0, length);
    }

    public Span<double> Row(int i) => _units.AsSpan(i * _columns, _columns);

    public Span<double> ForRow(int i) => _forUnits.AsSpan(i * _columns, _columns);

    /// <summary>Writes the gradient for the rows as they were taken.</summary>
    public void Back(Span<double> forRows) => UnitRows<double>.Backward(_units.AsSpan(0, _length), _forUnits.AsSpan(0, _length), forRows, _columns, 1, _factors);
}
