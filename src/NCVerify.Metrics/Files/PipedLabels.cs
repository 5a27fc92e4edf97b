namespace NCVerify.Metrics;

/// <summary>Labels that come through a pipe of their own: integer arrays one after another.</summary>
internal sealed class PipedLabels(PipedArrays arrays) : LabelCursor
{
    private long _left;

    public override int Read(Span<long> block)
    {
        int count = 0;
        while (count < block.Length)
        {
            if (_left == 0)
            {
                if (arrays.Next() is not { } layout)
                {
                    break;
                }

                _left = layout.Element.IsInteger && layout.Columns == 1
                    ? layout.Rows
                    : throw new FeatureFileException(layout.Path, $"it brings {layout.Element.Code} of shape {layout.ShapeText}", "Labels must be integers of shape (samples,)");
                continue;
            }

            int rows = (int)Math.Min(_left, block.Length - count);
            arrays.Read(block.Slice(count, rows));
            (_left, count) = (_left - rows, count + rows);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        arrays.Dispose();
        base.Dispose(disposing);
    }
}
