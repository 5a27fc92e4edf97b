using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Cli.Tests;

/// <summary>The reference values, computed in 30 to 40 digits by code independent of this product, through the command line.</summary>
public sealed class ReferenceBatchTest
{
    // These references were themselves solved numerically, to about seven digits.
    private static readonly string[] SolvedNumerically = ["HL-SOLVED", "CLM-01", "SC-02", "MSE-G4", "ULPM-2", "FIX-03"];

    [TestCase("cross-entropy", 20)]
    [TestCase("mse-deep-linear", 0)]
    [TestCase("seli-and-remedies", 20)]
    public void EveryItemOfACatalogueClaimIsAnsweredAndTheOthersSayWhy(string file, int leastAnswered)
    {
        string path = Path.Combine(RepositoryLayout.Find().Root, "tests", "NCVerify.Claims.Tests", "Reference", file + ".json");
        JsonElement[] references = [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()];

        Cli cli = Cli.Run("predict", "--batch", path);
        JsonElement[] answers = [.. cli.Json.EnumerateArray()];

        Assert.That(cli.Error, Is.Empty);
        Assert.That(Schema.Load("predict").Problems(cli.Json), Is.Empty);
        Assert.That(answers, Has.Length.EqualTo(references.Length));
        var problems = new List<string>();
        int answered = 0;
        foreach ((int index, (JsonElement reference, JsonElement answer)) in references.Zip(answers).Index())
        {
            string claim = reference.GetProperty("claim").GetString()!, place = $"[{index.ToString(Exact.Culture)}] {claim}";
            bool known = Catalogue.Find(claim) is not null;
            if (answer.TryGetProperty("error", out JsonElement error))
            {
                problems.AddRange(known ? [$"{place}: {error.GetString()}"] : []);
                continue;
            }

            answered++;
            problems.AddRange(known ? Differences(reference.GetProperty("quantities"), answer.GetProperty("quantities"), place, SolvedNumerically.Contains(claim, StringComparer.Ordinal)) : [$"{place}: answered without a claim"]);
        }

        TestContext.Out.WriteLine($"{answered.ToString(Exact.Culture)} of {references.Length.ToString(Exact.Culture)} items answered");
        Assert.That(problems, Is.Empty);
        Assert.That(answered, Is.AtLeast(leastAnswered), "the catalogue only grows");
        Assert.That(cli.Code, Is.EqualTo(answered == references.Length ? ExitCode.Done : ExitCode.Failed));
    }

    private static IEnumerable<string> Differences(JsonElement expected, JsonElement actual, string place, bool solved)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                return expected.EnumerateObject().SelectMany(p => actual.ValueKind == JsonValueKind.Object && actual.TryGetProperty(p.Name, out JsonElement value)
                    ? Differences(p.Value, value, $"{place}.{p.Name}", solved) : [$"{place}.{p.Name}: missing"]);
            case JsonValueKind.Array when actual.ValueKind == JsonValueKind.Array && actual.GetArrayLength() == expected.GetArrayLength():
                return expected.EnumerateArray().Zip(actual.EnumerateArray()).Index().SelectMany(x => Differences(x.Item.First, x.Item.Second, $"{place}[{x.Index.ToString(Exact.Culture)}]", solved));
            case JsonValueKind.Number when actual.ValueKind == JsonValueKind.Number:
                double e = expected.GetDouble(), a = actual.GetDouble(), allowed = Math.Max(1e-12, (solved ? 1e-6 : 1e-9) * Math.Abs(e));
                return Math.Abs(a - e) <= allowed ? [] : [$"{place}: expected {Exact.Format(e)}, answered {Exact.Format(a)}"];
            default:
                return JsonElement.DeepEquals(expected, actual) ? [] : [$"{place}: expected {expected.GetRawText()}, answered {actual.GetRawText()}"];
        }
    }
}
