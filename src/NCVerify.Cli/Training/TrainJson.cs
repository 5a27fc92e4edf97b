using System.Text.Json;
using NCVerify.Metrics;
using NCVerify.Training;

namespace NCVerify.Cli.Training;

/// <summary>The result of a run as the JSON of docs/schemas/train.schema.json.</summary>
internal static class TrainJson
{
    /// <summary>The whole document.</summary>
    public static string Text(TrainingResult result) => JsonOutput.Text(writer => Write(writer, result));

    private static void Write(Utf8JsonWriter json, TrainingResult r)
    {
        json.WriteStartObject();
        json.WriteString("experiment", r.Experiment.Id);
        json.WriteString("title", r.Experiment.Title);
        json.WriteString("engine", r.Engine);
        json.WriteString("engineDescription", r.EngineDescription);
        json.WriteNumber("seed", r.Seed);
        json.WriteNumber("epochs", r.Epochs);
        json.WriteBoolean("interrupted", r.Interrupted);
        json.WriteString("digest", r.Digest);
        json.WriteString("dataDigest", r.DataDigest);
        json.WriteStartArray("files");
        foreach (DataFile file in r.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", file.Digest);
            json.WriteString("origin", file.Origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Numbers(json, "classSizes", r.ClassSizes.Select(n => (double)n));
        json.WriteNumber("trainAccuracy", r.Last.TrainAccuracy);
        Optional(json, "testAccuracy", r.Last.TestAccuracy);
        Optional(json, "minorityAccuracy", r.Last.MinorityAccuracy);
        json.WriteNumber("loss", r.Last.Loss);
        Optional(json, "terminalPhase", r.TerminalPhase);
        json.WriteNumber("seconds", r.Seconds);
        json.WriteStartArray("metrics");
        foreach (Metric metric in Measurement.Run(r.Final.Set, r.Final.Classifier).Metrics)
        {
            json.WriteStartObject();
            json.WriteString("id", metric.Id);
            json.WriteNumber("value", metric.Value);
            json.WriteString("convention", metric.Convention);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("records");
        foreach (EpochRecord record in r.Records)
        {
            Record(json, record);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter json, EpochRecord r)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", r.Epoch);
        Optional(json, "objective", r.Objective);
        json.WriteNumber("loss", r.Loss);
        json.WriteNumber("trainAccuracy", r.TrainAccuracy);
        Numbers(json, "trainAccuracyPerClass", r.TrainAccuracyPerClass);
        Optional(json, "testAccuracy", r.TestAccuracy);
        if (r.TestAccuracyPerClass is { } perClass)
        {
            Numbers(json, "testAccuracyPerClass", perClass);
        }

        Optional(json, "minorityAccuracy", r.MinorityAccuracy);
        json.WriteNumber("seconds", r.Seconds);
        json.WriteStartObject("metrics");
        foreach ((string id, double value) in r.Metrics)
        {
            json.WriteNumber(id, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
