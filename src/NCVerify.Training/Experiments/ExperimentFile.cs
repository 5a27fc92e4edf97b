using System.Text.Json;
using System.Text.Json.Serialization;

namespace NCVerify.Training;

/// <summary>Experiment files: JSON, read strictly (schema: docs/schemas/experiment.schema.json).</summary>
public static class ExperimentFile
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const long MaximalBytes = 1 << 20;

    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads and validates an experiment.</summary>
    /// <exception cref="ExperimentException">Not JSON, a field is unknown, missing, doubled or of the wrong type, or the values make no sense.</exception>
    public static Experiment Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            Experiment? experiment = JsonSerializer.Deserialize<Experiment>(json, Options);
            return ExperimentRules.Validate(experiment ?? throw new ExperimentException("experiment: null was given; expected a JSON object."));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new ExperimentException($"experiment: {e.Message.ReplaceLineEndings(" ")} Compare with docs/schemas/experiment.schema.json.", e);
        }
    }

    /// <summary>Reads and validates the experiment in a file (UTF-8).</summary>
    /// <exception cref="ExperimentException">The file cannot be read, is larger than <see cref="MaximalBytes"/>, or as for <see cref="Parse"/>.</exception>
    public static Experiment Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MaximalBytes
                ? Parse(File.ReadAllText(path))
                : throw new ExperimentException($"experiment: {path} has {length} bytes; expected at most {MaximalBytes}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExperimentException($"experiment: {path} cannot be read ({e.Message}); expected an experiment file.", e);
        }
    }

    /// <summary>The experiment itself, if it makes sense.</summary>
    /// <exception cref="ExperimentException">A value makes no sense.</exception>
    public static Experiment Validate(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return ExperimentRules.Validate(experiment);
    }

    /// <summary>The experiment as JSON text that <see cref="Parse"/> reads back to an equal experiment.</summary>
    public static string Write(Experiment experiment) => JsonSerializer.Serialize(ExperimentRules.Validate(experiment), Options);
}
