using System.Text.Json;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>
/// How a metric of an experiment varies over seeds, from runs of another engine on other seeds than those that are judged
/// (specs/experiments/reference). A value outside is a failure on either side: too good is as suspicious as too bad.
/// </summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Engine">What the reference runs were made with.</param>
/// <param name="Seeds">Their seeds.</param>
/// <param name="Metrics">Final values of each metric, a number per seed.</param>
internal sealed record ReferenceDistribution(string Experiment, string Engine, IReadOnlyList<ulong> Seeds, IReadOnlyDictionary<string, IReadOnlyList<double>> Metrics)
{
    // Two-sided 0.999 quantile of Student's t with 11 degrees of freedom, for the 12 seeds of a reference.
    private const int ExpectedSeeds = 12;
    private const double Student = 4.437;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The reference of an experiment.</summary>
    public static ReferenceDistribution Of(string experiment)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "experiments", "reference", experiment + ".json");
        ReferenceDistribution read = JsonSerializer.Deserialize<ReferenceDistribution>(File.ReadAllText(path), Options)!;
        return read.Seeds.Count == ExpectedSeeds && read.Metrics.Values.All(v => v.Count == ExpectedSeeds)
            ? read
            : throw new InvalidDataException($"{path}: a reference has {ExpectedSeeds} seeds and as many values of each metric.");
    }

    /// <summary>What a run ended with, by the name that references use.</summary>
    public static double Final(EpochRecord last, string metric) => metric switch
    {
        "loss" => last.Loss,
        "objective" => last.Objective ?? double.NaN,
        "testAccuracy" => last.TestAccuracy ?? double.NaN,
        "minorityAccuracy" => last.MinorityAccuracy ?? double.NaN,
        _ => last[metric],
    };

    /// <summary>Mean of log10 of a metric, and how far another seed may lie from it: a prediction interval of 99.9 per cent.</summary>
    public (double Mean, Within Within) Log10(string metric)
    {
        double[] logs = [.. Metrics[metric].Select(Math.Log10)];
        double mean = logs.Average(), deviation = Math.Sqrt(logs.Sum(x => (x - mean) * (x - mean)) / (logs.Length - 1));
        return (mean, Within.Of(Student * deviation * Math.Sqrt(1 + (1.0 / logs.Length)), $"prediction interval of 99.9 per cent from {Exact.Format(logs.Length)} other seeds on {Engine}"));
    }
}
