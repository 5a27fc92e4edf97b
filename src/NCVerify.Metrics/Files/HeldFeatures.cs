namespace NCVerify.Metrics;

/// <summary>
/// Features in Fortran order whose bytes can only be read forward (in an archive, or compressed): all of them are held in
/// memory, which is bounded; nothing is held before the length of the data has been checked.
/// </summary>
internal sealed class HeldFeatures : FeatureSource
{
    private const long MostEntries = 1L << 27;
    private readonly Lazy<FeatureSource> _held;
    private readonly ArrayLayout _layout;

    public HeldFeatures(ArrayLayout layout)
    {
        if (layout.Rows * layout.Columns > MostEntries)
        {
            throw new FeatureFileException(layout.Path, $"it is compressed or in an archive, and in Fortran order, so all of it must be held in memory; its shape is {layout.ShapeText}, and at most {MostEntries} numbers are held", "Save np.ascontiguousarray(features), or save it alone with np.save");
        }

        (_layout, Dimension) = (layout, checked((int)layout.Columns));
        _held = new(Read);
    }

    public override string Name => _layout.Path;

    public override long Samples => _layout.Rows;

    public override int Dimension { get; }

    public override FeatureCursor Open() => _held.Value.Open();

    private FeatureSource Read()
    {
        int n = (int)Samples, d = Dimension;
        var rows = new double[n * d];
        var bytes = new byte[n * _layout.Element.Size];
        var column = new double[n];
        int[] feature = new int[d];
        for (int j = 0; j < d; j++)
        {
            feature[ColumnMajorFeatures.StoredColumn(_layout.Shape, j)] = j;
        }

        using ArrayStream stream = ArrayStream.Open(_layout);
        for (int stored = 0; stored < d; stored++)
        {
            stream.ReadExactly(bytes);
            _layout.Element.Decode(bytes, column);
            for (int i = 0; i < n; i++)
            {
                rows[(i * d) + feature[stored]] = column[i];
            }
        }

        return FromMemory(rows, d);
    }
}
