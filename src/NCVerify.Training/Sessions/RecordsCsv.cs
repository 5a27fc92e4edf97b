using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Records as CSV: a row per recorded epoch, a column per quantity; undefined values are empty, numbers exact.</summary>
public static class RecordsCsv
{
    /// <summary>The table, with a title row.</summary>
    public static string Write(IReadOnlyList<EpochRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        string[] metrics = [.. records.SelectMany(r => r.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder("epoch,objective,loss,train_accuracy,test_accuracy,minority_accuracy,seconds");
        foreach (string id in metrics)
        {
            text.Append(',').Append(id);
        }

        text.Append('\n');
        foreach (EpochRecord r in records)
        {
            double?[] values = [r.Objective, r.Loss, r.TrainAccuracy, r.TestAccuracy, r.MinorityAccuracy, r.Seconds, .. metrics.Select(id => r.Metrics.TryGetValue(id, out double v) ? v : (double?)null)];
            text.Append(r.Epoch.ToString(Exact.Culture));
            foreach (double? value in values)
            {
                text.Append(',').Append(value is { } number ? Exact.Format(number) : "");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
