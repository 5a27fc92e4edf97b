using System.Buffers;
using System.Text;
using System.Text.Json;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>What the gate writes to a solver: one JSON object per line (schema: docs/schemas/gate-protocol.schema.json).</summary>
public static class GateMessages
{
    /// <summary>Version of the protocol that this code speaks.</summary>
    public const int Protocol = 1;

    /// <summary>The first line: asks who is there.</summary>
    public static string Hello() => Line(w =>
    {
        w.WriteString("type", "hello");
        w.WriteNumber("protocol", Protocol);
    });

    /// <summary>One problem.</summary>
    /// <param name="id">Id that the answer must repeat.</param>
    /// <param name="problem">The problem, as in a problem file.</param>
    /// <param name="limit">Time until the answer must be there.</param>
    public static string Solve(string id, Problem problem, TimeSpan limit) => Line(w =>
    {
        w.WriteString("type", "solve");
        w.WriteString("id", id);
        w.WriteNumber("timeLimit", limit.TotalSeconds);
        using JsonDocument file = JsonDocument.Parse(ProblemFile.Write(problem));
        w.WritePropertyName("problem");
        file.RootElement.WriteTo(w);
    });

    /// <summary>The last line: the solver is to exit.</summary>
    public static string Bye() => Line(w => w.WriteString("type", "bye"));

    /// <summary>What a solver answers to <see cref="Hello()"/>.</summary>
    public static string Hello(SolverHello hello) => Line(w =>
    {
        w.WriteString("type", "hello");
        w.WriteNumber("protocol", Protocol);
        w.WriteString("name", hello.Name);
        w.WriteString("version", hello.Version);
        w.WriteStartArray("supports");
        foreach (string word in hello.Supports)
        {
            w.WriteStringValue(word);
        }

        w.WriteEndArray();
    });

    /// <summary>What a solver answers to <see cref="Solve(string, Problem, TimeSpan)"/>.</summary>
    /// <param name="id">Id of the problem.</param>
    /// <param name="candidate">The solution; sample features, where there are any, are sent instead of class means.</param>
    public static string Solution(string id, Candidate candidate) => Line(w =>
    {
        ArgumentNullException.ThrowIfNull(candidate);
        w.WriteString("type", "solution");
        w.WriteString("id", id);
        w.WriteStartArray("W");
        foreach (Numerics.Matrix layer in candidate.W)
        {
            Rows(w, layer);
        }

        w.WriteEndArray();
        w.WritePropertyName(candidate.SampleFeatures is null ? "H" : "sampleFeatures");
        Rows(w, candidate.SampleFeatures ?? candidate.H);
        if (candidate.Bias is { } bias)
        {
            w.WritePropertyName("bias");
            Numbers(w, bias);
        }
    });

    private static void Rows(Utf8JsonWriter writer, Numerics.Matrix matrix)
    {
        writer.WriteStartArray();
        foreach (double[] row in matrix.ToRows())
        {
            Numbers(writer, row);
        }

        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, double[] values)
    {
        writer.WriteStartArray();
        foreach (double x in values)
        {
            NumberJson.Write(writer, x);
        }

        writer.WriteEndArray();
    }

    private static string Line(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
