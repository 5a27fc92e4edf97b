using System.Text.Json;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>Reads a solver's lines. Trusts nothing: types, shapes, ids and numbers are all checked, and each refusal says what to mend.</summary>
public static class AnswerReader
{
    private const string OnlyAnswers = ". Standard output is for answers alone: print anything else to standard error";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The answer to hello.</summary>
    /// <exception cref="GateException">It is not one.</exception>
    public static SolverHello Hello(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = Parse(line);
        JsonElement root = document.RootElement;
        if (Text(root, "type") != "hello")
        {
            throw Garbage($"expected {{\"type\":\"hello\",\"protocol\":{GateMessages.Protocol},\"name\":...,\"version\":...,\"supports\":[...]}}; received {Shown(line)}");
        }

        if (!root.TryGetProperty("protocol", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int protocol) || protocol != GateMessages.Protocol)
        {
            throw Garbage($"protocol: {(version.ValueKind == JsonValueKind.Undefined ? "nothing" : version.GetRawText())} was given; this gate speaks {GateMessages.Protocol}");
        }

        string name = Text(root, "name") is { Length: > 0 } given ? given : throw Garbage("name: a text is expected in the answer to hello");
        if (!root.TryGetProperty("supports", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(x => x.ValueKind != JsonValueKind.String))
        {
            throw Garbage($"supports: a list of words is expected, from {string.Join(", ", GateFeatures.All.Keys)}");
        }

        string[] supports = [.. list.EnumerateArray().Select(x => x.GetString()!).Distinct(StringComparer.Ordinal)];
        return supports.FirstOrDefault(word => !GateFeatures.All.ContainsKey(word)) is { } unknown
            ? throw Garbage($"supports: \"{Short(unknown)}\" is unknown; expected {string.Join(", ", GateFeatures.All.Keys)}")
            : new SolverHello(Short(name), Short(Text(root, "version") ?? ""), supports);
    }

    /// <summary>The answer to a problem; what is wrong with it is in the answer.</summary>
    public static SolverAnswer Solution(ReadOnlyMemory<byte> line, string id, Problem problem)
    {
        try
        {
            using JsonDocument document = Parse(line);
            return Read(document.RootElement, line, id, problem);
        }
        catch (GateException e)
        {
            return SolverAnswer.None(e.Kind, e.Message);
        }
        catch (ProblemException e)
        {
            return SolverAnswer.None(FailureKind.WrongShape, e.Message);
        }
    }

    private static SolverAnswer Read(JsonElement root, ReadOnlyMemory<byte> line, string id, Problem problem)
    {
        string? type = Text(root, "type");
        if (type is not ("solution" or "declined"))
        {
            throw Garbage($"expected {{\"type\":\"solution\",\"id\":\"{id}\",...}}; received {Shown(line)}");
        }

        if (Text(root, "id") is not { } given || given != id)
        {
            throw new GateException(FailureKind.WrongId, $"id: \"{id}\" was asked, the answer is for {(Text(root, "id") is { } other ? $"\"{Short(other)}\"" : "no id")}; answer each problem once, in order, with its own id");
        }

        if (type == "declined")
        {
            return SolverAnswer.None(FailureKind.Declined, $"declined ({Short(Text(root, "reason") ?? "no reason given")}) although everything that the problem needs is in supports; take that out of supports, or answer");
        }

        bool sampled = Present(root, "sampleFeatures");
        if (sampled == Present(root, "H"))
        {
            throw new GateException(FailureKind.WrongShape, $"{(sampled ? "H and sampleFeatures were both given" : "neither H nor sampleFeatures was given")}; expected H (d x K, a column per class) or sampleFeatures (d x N, classes in order)");
        }

        Matrix[] layers = Present(root, "W") && root.GetProperty("W") is { ValueKind: JsonValueKind.Array } w
            ? [.. w.EnumerateArray().Select((layer, m) => ReadMatrix(layer, $"W[{m}]"))]
            : throw new GateException(FailureKind.WrongShape, "W: expected a list of layers, each a list of rows; one layer is a list of one");
        Matrix features = ReadMatrix(root.GetProperty(sampled ? "sampleFeatures" : "H"), sampled ? "sampleFeatures" : "H");
        double[]? bias = Present(root, "bias") ? ReadList(root.GetProperty("bias"), "bias") : null;
        if (sampled && (features.Rows != problem.Dimension || features.Columns != problem.Total))
        {
            throw new GateException(FailureKind.WrongShape, $"sampleFeatures: {features.Rows} x {features.Columns} was given; expected {problem.Dimension} x {problem.Total} (d x N)");
        }

        var candidate = new Candidate(layers, sampled ? CandidateRules.ClassMeans(problem, features) : features) { Bias = bias, SampleFeatures = sampled ? features : null };
        CandidateRules.Validate(problem, candidate);
        double? stated = Present(root, "objective") ? ReadNumber(root.GetProperty("objective"), "objective") : null;
        return new SolverAnswer { Candidate = candidate, StatedObjective = stated };
    }

    private static Matrix ReadMatrix(JsonElement element, string field)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() == 0)
        {
            throw new GateException(FailureKind.WrongShape, $"{field}: expected a list of rows");
        }

        double[][] rows = [.. element.EnumerateArray().Select((row, i) => ReadList(row, $"{field}[{i}]"))];
        return rows.FirstOrDefault(r => r.Length != rows[0].Length) is { } ragged
            ? throw new GateException(FailureKind.WrongShape, $"{field}: rows of {rows[0].Length} and of {ragged.Length} numbers; expected rows of one length")
            : rows[0].Length == 0 ? throw new GateException(FailureKind.WrongShape, $"{field}: empty rows") : Matrix.FromRows(rows);
    }

    private static double[] ReadList(JsonElement element, string field) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select((x, j) => ReadNumber(x, $"{field}[{j}]"))]
        : throw new GateException(FailureKind.WrongShape, $"{field}: {Short(element.GetRawText())} was given; expected a list of numbers");

    // JSON has no NaN; solvers that have one write null, a text, or a number that no double can hold.
    private static double ReadNumber(JsonElement element, string field)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        bool infinite = element.ValueKind is JsonValueKind.Number or JsonValueKind.Null or JsonValueKind.String;
        throw new GateException(infinite ? FailureKind.NotFinite : FailureKind.WrongShape, $"{field}: {Short(element.GetRawText())} was given; expected a finite number");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var document = JsonDocument.Parse(line, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw Garbage($"expected one JSON object per line; received {Shown(line)}{OnlyAnswers}");
        }
        catch (JsonException e)
        {
            string text = System.Text.Encoding.UTF8.GetString(line.Span);
            bool notFinite = text.TrimStart().StartsWith('{') && (text.Contains("NaN", StringComparison.Ordinal) || text.Contains("Infinity", StringComparison.Ordinal));
            throw notFinite
                ? new GateException(FailureKind.NotFinite, "the answer contains NaN or Infinity, which is neither JSON nor a solution; look for steps too long for the penalties or class sizes of this problem, exponentials without their maximum taken out, divisions and logarithms")
                : Garbage($"not JSON ({e.Message.Split(" Path:")[0].TrimEnd('.')}); received {Shown(line)}{OnlyAnswers}");
        }
    }

    private static bool Present(JsonElement root, string field) => root.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement root, string field) => root.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static GateException Garbage(string message) => new(FailureKind.Garbage, message);

    private static string Shown(ReadOnlyMemory<byte> line) => Short(System.Text.Encoding.UTF8.GetString(line.Span[..Math.Min(line.Length, 400)]));

    // Text of a stranger: short, and nothing in it that could steer a terminal.
    internal static string Short(string text) =>
        string.Concat((text.Length > 80 ? string.Concat(text.AsSpan(0, 80), "...") : text).Select(c => char.IsControl(c) ? '?' : c));
}
