namespace NCVerify.Metrics;

/// <summary>Features in several sources, one after another.</summary>
internal sealed class ShardedFeatures : FeatureSource
{
    private readonly IReadOnlyList<FeatureSource> _parts;

    public ShardedFeatures(IReadOnlyList<FeatureSource> parts)
    {
        FeatureSource? odd = parts.FirstOrDefault(p => p.Dimension != parts[0].Dimension);
        _parts = odd is null ? parts : throw new FeatureFileException(odd.Name, $"its features have dimension {odd.Dimension}, those of {parts[0].Name} {parts[0].Dimension}", "Shards of one array must agree but in the number of samples");
        Samples = parts.Sum(p => p.Samples);
    }

    public override string Name => $"{_parts[0].Name} and {_parts.Count - 1} more";

    public override long Samples { get; }

    public override int Dimension => _parts[0].Dimension;

    public override (string Name, long Row) Locate(long row)
    {
        foreach (FeatureSource part in _parts)
        {
            if (row < part.Samples)
            {
                return part.Locate(row);
            }

            row -= part.Samples;
        }

        return (Name, row);
    }

    /// <summary>Shards in equal numbers belong together one by one; says which do not, null when all do.</summary>
    public string? FirstMismatch(ShardedLabels labels) => labels.Parts.Count != _parts.Count ? null : _parts.Zip(labels.Parts)
        .Where(p => p.First.Samples != p.Second.Samples)
        .Select(p => $"{p.First.Name} holds {p.First.Samples} samples but {p.Second.Name} holds {p.Second.Samples} labels; shards are paired in the order of their names.")
        .FirstOrDefault();

    public override FeatureCursor Open() => new Cursor(_parts);

    private sealed class Cursor(IReadOnlyList<FeatureSource> parts) : FeatureCursor
    {
        private int _next;
        private FeatureCursor? _current;

        public override int Read(Span<double> block)
        {
            int dimension = parts[0].Dimension, rows = 0;
            while ((rows + 1) * (long)dimension <= block.Length)
            {
                int read = _current?.Read(block[(rows * dimension)..]) ?? 0;
                if (read == 0)
                {
                    _current?.Dispose();
                    _current = null;
                    if (_next == parts.Count)
                    {
                        break;
                    }

                    _current = parts[_next++].Open();
                }

                rows += read;
            }

            return rows;
        }

        protected override void Dispose(bool disposing)
        {
            _current?.Dispose();
            base.Dispose(disposing);
        }
    }
}
