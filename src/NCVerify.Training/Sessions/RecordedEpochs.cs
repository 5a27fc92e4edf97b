using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>After which epochs metrics are taken.</summary>
public static class RecordedEpochs
{
    /// <summary>
    /// 0, the last epoch, and in between every n-th one, or a logarithmic grid: the integers nearest to E^(i/(P-1)),
    /// i = 0, ..., P-1, each once. Ascending.
    /// </summary>
    /// <param name="record">Which of the two.</param>
    /// <param name="epochs">Number of epochs E.</param>
    public static IReadOnlyList<int> Of(RecordSpec record, int epochs)
    {
        ArgumentNullException.ThrowIfNull(record);
        IEnumerable<int> between = record.Every > 0
            ? Enumerable.Range(1, epochs / record.Every).Select(i => i * record.Every)
            : Enumerable.Range(0, record.Points).Select(i => (int)Math.Floor(Special.Exp(i / (record.Points - 1.0) * Special.Log(epochs)) + 0.5));
        return [.. between.Where(e => e < epochs).Append(0).Append(epochs).Distinct().Order()];
    }
}
