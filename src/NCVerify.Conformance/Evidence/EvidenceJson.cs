using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NCVerify.Conformance;

/// <summary>
/// One evidence record as one line of JSON and back. The first property, "kind", names the record; numbers round-trip
/// exactly; NaN and the infinities are the texts "NaN", "Infinity" and "-Infinity"; enumerations are words with hyphens.
/// The format is published as docs/schemas/evidence.schema.json.
/// </summary>
public static class EvidenceJson
{
    /// <summary>Version of the format that this code writes, and the highest that it reads.</summary>
    public const int Schema = 1;

    /// <summary>Kinds of record, as written in "kind", with their types.</summary>
    public static IReadOnlyDictionary<string, Type> Kinds { get; } = new OrderedDictionary<string, Type>(StringComparer.Ordinal)
    {
        ["header"] = typeof(RunHeader),
        ["claim"] = typeof(ClaimRecord),
        ["observation"] = typeof(Observation),
        ["test"] = typeof(TestRecord),
        ["figure"] = typeof(Figure),
        ["footer"] = typeof(RunFooter),
    };

    /// <summary>The conventions of all JSON about evidence: camel case, words with hyphens, exact numbers, matrices as lists of rows.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary><see cref="Options"/>, indented, for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>The record as one line of JSON, without line break.</summary>
    public static string Line(EvidenceRecord record) => JsonSerializer.Serialize(record, Options);

    /// <summary>The record of a line.</summary>
    /// <exception cref="EvidenceException">The line is not a record; the message names the field and what is expected.</exception>
    public static EvidenceRecord Parse(string line)
    {
        try
        {
            EvidenceRecord record = JsonSerializer.Deserialize<EvidenceRecord>(line, Options)
                ?? throw new EvidenceException("an evidence record is a JSON object; this is null.");
            EvidenceRules.Check(record);
            return record;
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"not an evidence record, which is an object whose \"kind\" is one of {string.Join(", ", Kinds.Keys)}: {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            throw new EvidenceException($"an evidence record starts with \"kind\", one of {string.Join(", ", Kinds.Keys)}: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowOutOfOrderMetadataProperties = true,
            WriteIndented = indented,
            NewLine = "\n",

            // Relaxed: mathematics and names stay legible. The text is never placed in HTML without encoding.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddKinds } },
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new QuantityJsonConverter(), new MatrixJsonConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void AddKinds(JsonTypeInfo info)
    {
        if (info.Type != typeof(EvidenceRecord))
        {
            return;
        }

        info.PolymorphismOptions = new()
        {
            TypeDiscriminatorPropertyName = "kind",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach ((string kind, Type type) in Kinds)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, kind));
        }
    }
}
