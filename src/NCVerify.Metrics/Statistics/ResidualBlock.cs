namespace NCVerify.Metrics;

/// <summary>A block of samples and what the second pass computes from each: numbers per row, valid up to Count.</summary>
internal sealed class ResidualBlock : SampleBlock
{
    private readonly ClassMeans _means;
    private readonly Whitening _whitening;
    private readonly int[] _rowOfClass;
    private readonly double[] _residuals;
    private readonly WhiteningSpace _space;

    public ResidualBlock(int rows, ClassMeans means, Whitening whitening, DecisionTables tables, int[] rowOfClass)
        : base(rows, means.High.Columns)
    {
        (_means, _whitening, _rowOfClass) = (means, whitening, rowOfClass);
        _residuals = new double[rows * means.High.Columns];
        Within = new double[rows];
        _space = new WhiteningSpace(whitening, rows);
        Decisions = new Decisions(tables, rows);
    }

    /// <summary>|h - mu|^2.</summary>
    public double[] Within { get; }

    /// <summary>Per factor of the whitening, the squared length of the whitened deviation.</summary>
    public double[][] Squares => _space.Squares;

    /// <summary>Nearest class and chosen row.</summary>
    public Decisions Decisions { get; }

    public override void Compute()
    {
        int d = _means.High.Columns;
        for (int i = 0; i < Count; i++)
        {
            int c = Classes[i];
            Within[i] = Deviations.Subtract(Row(i), _means.High.Row(c), _means.Low.Row(c), _residuals.AsSpan(i * d, d));
        }

        ReadOnlySpan<double> residuals = _residuals.AsSpan(0, Count * d);
        _whitening.Square(residuals, Count, _space);
        Decisions.Decide(this, residuals, _rowOfClass);
    }
}
