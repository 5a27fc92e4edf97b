using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// The same samples drawn again with replacement within each class, so class sizes (and with them SELI) stay as they are.
/// How often each sample was drawn takes two bytes of memory per sample; features are read forward as before.
/// </summary>
internal static class ResampledSet
{
    public static FeatureSet Draw(FeatureSet set, ClassIndex index, ulong seed, ulong replicate)
    {
        var random = new CounterRandom(seed, replicate);
        long[] counts = index.Counts;
        var drawn = new ushort[counts.Length][];
        for (int k = 0; k < counts.Length; k++)
        {
            drawn[k] = new ushort[counts[k]];
            for (long i = 0; i < counts[k]; i++)
            {
                drawn[k][random.NextInt((int)counts[k])]++;
            }
        }

        return new(new Features(set, index, drawn), new Labels(set, index, drawn));
    }

    /// <summary>Walks through the samples and repeats each as often as it was drawn.</summary>
    private sealed class Features(FeatureSet set, ClassIndex index, ushort[][] drawn) : FeatureSource
    {
        public override string Name => set.Features.Name;

        public override long Samples => set.Samples;

        public override int Dimension => set.Dimension;

        public override FeatureCursor Open() => new Cursor(set, index, drawn);

        private sealed class Cursor(FeatureSet set, ClassIndex index, ushort[][] drawn) : FeatureCursor
        {
            private readonly FeatureCursor _features = set.Features.Open();
            private readonly Repetitions _repetitions = new(set, index, drawn);
            private readonly double[] _block = new double[BlockPass.BlockRows(set.Dimension) * set.Dimension];
            private int _rows;
            private int _row = -1;
            private int _left;

            public override int Read(Span<double> block)
            {
                int d = set.Dimension, room = block.Length / d, filled = 0;
                while (filled < room)
                {
                    if (_left == 0)
                    {
                        if (++_row >= _rows)
                        {
                            (_rows, _row) = (_features.Read(_block), 0);
                            if (_rows == 0)
                            {
                                break;
                            }
                        }

                        _left = _repetitions.Next(out _);
                        continue;
                    }

                    _block.AsSpan(_row * d, d).CopyTo(block[(filled++ * d)..]);
                    _left--;
                }

                return filled;
            }

            protected override void Dispose(bool disposing)
            {
                _features.Dispose();
                _repetitions.Dispose();
                base.Dispose(disposing);
            }
        }
    }

    private sealed class Labels(FeatureSet set, ClassIndex index, ushort[][] drawn) : LabelSource
    {
        public override string Name => set.Labels.Name;

        public override long Samples => set.Samples;

        public override LabelCursor Open() => new Cursor(set, index, drawn);

        private sealed class Cursor(FeatureSet set, ClassIndex index, ushort[][] drawn) : LabelCursor
        {
            private readonly Repetitions _repetitions = new(set, index, drawn);
            private long _seen;
            private long _label;
            private int _left;

            public override int Read(Span<long> block)
            {
                int filled = 0;
                while (filled < block.Length && (_left > 0 || _seen < set.Samples))
                {
                    if (_left == 0)
                    {
                        _left = _repetitions.Next(out _label);
                        _seen++;
                        continue;
                    }

                    block[filled++] = _label;
                    _left--;
                }

                return filled;
            }

            protected override void Dispose(bool disposing)
            {
                _repetitions.Dispose();
                base.Dispose(disposing);
            }
        }
    }

    /// <summary>How often the next sample was drawn, and its label.</summary>
    private sealed class Repetitions(FeatureSet set, ClassIndex index, ushort[][] drawn) : IDisposable
    {
        private readonly LabelCursor _labels = set.Labels.Open();
        private readonly long[] _block = new long[1 << 12];
        private readonly int[] _places = new int[1 << 12];
        private readonly long[] _next = new long[drawn.Length];
        private int _count;
        private int _at;

        public int Next(out long label)
        {
            if (_at == _count)
            {
                (_count, _at) = (_labels.Read(_block), 0);
                if (_count == 0 || !index.TryLocate(_block.AsSpan(0, _count), _places))
                {
                    throw new MeasureException($"{set.Labels.Name} changed while it was read; measure again when nothing writes to it.");
                }
            }

            label = _block[_at];
            int k = _places[_at++];
            return drawn[k][_next[k]++];
        }

        public void Dispose() => _labels.Dispose();
    }
}
