namespace NCVerify.Metrics;

/// <summary>Features as lines of text through a pipe: labels in a column named like labels, or from elsewhere.</summary>
internal static class PipedText
{
    private const int BatchNumbers = 1 << 16;

    /// <summary>Reads the pipe to its end.</summary>
    /// <param name="stream">The pipe.</param>
    /// <param name="labels">Labels from elsewhere; null when a column holds them.</param>
    /// <param name="labelsName">Their name, for messages.</param>
    /// <param name="classifier">The last layer; null without one.</param>
    public static ClassStatistics Collect(PipeStream stream, LabelCursor? labels, string labelsName, LinearClassifier? classifier)
    {
        using var lines = new TextLines(stream, stream.Name);
        TextLayout layout = TextLayout.Of(stream.Name, lines, out _);
        if (labels is null && layout.LabelColumn is null)
        {
            throw new FeatureFileException(stream.Name, "it brings text without a column of labels", "Name the columns in the first line, one of them label, or name labels with --labels");
        }

        int[] columns = layout.FeatureColumns();
        int d = columns.Length, room = Math.Max(1, BatchNumbers / d), rows = 0;
        var accumulator = new ClassAccumulator(d, classifier);
        var block = new double[room * d];
        var own = new long[room];
        for (string[]? fields = layout.First ?? layout.NextRow(lines); fields is not null; fields = layout.NextRow(lines))
        {
            for (int j = 0; j < d; j++)
            {
                block[(rows * d) + j] = layout.Number(fields, columns[j], lines);
            }

            if (labels is null)
            {
                own[rows] = layout.Label(fields, layout.LabelColumn!.Value, lines);
            }
            else if (labels.Read(own.AsSpan(rows, 1)) != 1)
            {
                throw FeaturePipe.TooFewLabels(stream.Name, labelsName, accumulator.Samples + rows);
            }

            if (++rows == room)
            {
                accumulator.Add(block, own);
                rows = 0;
            }
        }

        accumulator.Add(block.AsSpan(0, rows * d), own.AsSpan(0, rows));
        return labels is null || labels.Read(new long[1]) == 0 ? FeaturePipe.Finished(accumulator.Samples > 0 ? accumulator : null, stream.Name) : throw FeaturePipe.TooManyLabels(stream.Name, labelsName, accumulator.Samples);
    }
}
