using System.Text.Json;
using System.Text.Json.Serialization;
using NCVerify.Conformance;
using NCVerify.Training;

namespace NCVerify.Cli.Tests;

/// <summary>The published schema of experiment files and the reader agree.</summary>
public sealed class ExperimentSchemaTest
{
    private const string Whole = """
        {
          "$schema": "x", "id": "whole", "title": "Everything", "claims": ["NC-1"],
          "data": { "set": "glyphs", "classes": 4, "perClass": 20, "join": [[0, 1], [2, 3]], "testPerClass": 5, "scaling": "unit", "seed": 2, "noise": 0.5, "imbalance": { "profile": "step", "ratio": 10, "minorities": 2 } },
          "network": {
            "body": [ { "type": "convolution", "channels": 4, "kernel": 3, "stride": 1, "padding": 1, "bias": false }, { "type": "batchNorm", "momentum": 0.2, "epsilon": 1e-4 },
                      { "type": "activation", "kind": "gelu" }, { "type": "pool", "kind": "average", "size": 2, "stride": 2 },
                      { "type": "residual", "body": [ { "type": "convolution", "channels": 4 } ], "shortcut": [] }, { "type": "globalAveragePool" },
                      { "type": "flatten" }, { "type": "dense", "units": 8, "bias": true }, { "type": "normalise", "length": 2 } ],
            "head": { "widths": [6], "bias": true, "fixed": "none", "fixedLength": 1 } },
          "loss": { "type": "crossEntropy", "weights": { "power": -1 }, "temperature": { "values": [1, 1, 2, 2] }, "offset": { "logPrior": 1 }, "byLabel": true, "centreCollapse": { "weight": 0.5, "length": 3 } },
          "penalty": { "classifier": [0.01, 0.02], "features": 1e-5, "bias": 0.1, "body": 0 },
          "optimiser": { "type": "sgd", "learningRate": 0.1, "momentum": 0.5, "nesterov": true, "schedule": { "kind": "steps", "warmup": 1, "final": 0, "at": [0.5], "factor": 0.1 } },
          "batches": { "size": 0, "sampling": "oversampled" }, "epochs": 10, "seeds": [1, 2], "precision": "float64", "record": { "every": 0, "points": 5 },
          "limits": { "nc1": { "value": 1e-3, "reason": "a reason" } }
        }
        """;

    private static readonly Schema Published = Schema.Load("experiment");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(RepositoryLayout.Find().Root, "specs", "experiments"), "*.json").Select(f => Path.GetFileName(f)!);

    private static IEnumerable<Type> Records =>
        [typeof(Experiment), typeof(DataSpec), typeof(ImbalanceSpec), typeof(NetworkSpec), typeof(HeadSpec), typeof(PenaltySpec), typeof(ScheduleSpec), typeof(BatchSpec), typeof(RecordSpec), typeof(Limit), typeof(CentreCollapseSpec), .. Derived(typeof(LayerSpec)), .. Derived(typeof(LossSpec)), .. Derived(typeof(OptimiserSpec))];

    [TestCaseSource(nameof(Files))]
    public void AnExperimentOfTheSuiteKeepsBoth(string file)
    {
        string text = File.ReadAllText(Path.Combine(RepositoryLayout.Find().Root, "specs", "experiments", file));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Problems(text), Is.Empty);
            Assert.That(ExperimentFile.Parse(text).Id + ".json", Is.EqualTo(file));
        }
    }

    [Test]
    public void WhatTheProgramWritesKeepsTheSchema()
    {
        Assert.That(Problems(Whole), Is.Empty);
        Assert.That(Problems(ExperimentFile.Write(ExperimentFile.Parse(Whole))), Is.Empty);
    }

    // Every field that the reader knows is in the schema, and no other.
    [TestCaseSource(nameof(Records))]
    public void ARecordHasTheFieldsOfItsPartOfTheSchema(Type record)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryLayout.Find().Root, "docs", "schemas", "experiment.schema.json")));
        string? type = record.BaseType!.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().FirstOrDefault(a => a.DerivedType == record)?.TypeDiscriminator as string;
        string name = type ?? JsonNamingPolicy.CamelCase.ConvertName(record.Name.Replace("Spec", "", StringComparison.Ordinal));
        name = name == "batch" ? "batches" : name;
        JsonElement part = record == typeof(Experiment) ? document.RootElement : document.RootElement.GetProperty("$defs").GetProperty(name);
        IEnumerable<string> fields = record.GetProperties().Where(p => p.SetMethod is not null).Select(p => p.Name == "Schema" ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.That(part.GetProperty("properties").EnumerateObject().Select(p => p.Name), Is.EquivalentTo(type is null ? fields : fields.Append("type")));
        Assert.That(part.GetProperty("additionalProperties").GetBoolean(), Is.False);
    }

    [TestCase("\"epochs\": 10", "\"epochs\": 0")]
    [TestCase("\"epochs\": 10", "\"epochs\": \"ten\"")]
    [TestCase("\"epochs\": 10, ", "")]
    [TestCase("\"epochs\": 10", "\"epoch\": 10")]
    [TestCase("\"glyphs\"", "\"imagenet\"")]
    [TestCase("\"classes\": 4", "\"classes\": 1")]
    [TestCase("\"perClass\": 20", "\"perClass\": 0")]
    [TestCase("\"ratio\": 10", "\"ratio\": 0.5")]
    [TestCase("\"type\": \"dense\"", "\"type\": \"lstm\"")]
    [TestCase("\"units\": 8", "\"unit\": 8")]
    [TestCase("\"kind\": \"gelu\"", "\"kind\": \"swish\"")]
    [TestCase("\"kind\": \"gelu\"", "\"kind\": 5")]
    [TestCase("{ \"logPrior\": 1 }", "{ \"logPrior\": 1, \"power\": 2 }")]
    [TestCase("[0.01, 0.02]", "[0.01, -0.02]")]
    [TestCase("\"weight\": 0.5", "\"weight\": -0.5")]
    [TestCase("\"length\": 3", "\"length\": -3")]
    [TestCase("[[0, 1], [2, 3]]", "[[0, 1, 2, 3]]")]
    [TestCase("[[0, 1], [2, 3]]", "[[0, 1], []]")]
    [TestCase("\"learningRate\": 0.1", "\"learningRate\": 0")]
    [TestCase("\"momentum\": 0.5", "\"momentum\": 1")]
    [TestCase("\"seeds\": [1, 2]", "\"seeds\": []")]
    [TestCase("\"seeds\": [1, 2]", "\"seeds\": [-1]")]
    [TestCase("\"a reason\"", "\"\"")]
    [TestCase("\"value\": 1e-3, ", "")]
    [TestCase("\"points\": 5", "\"points\": 1")]
    [TestCase("\"float64\"", "\"float16\"")]
    [TestCase("\"id\": \"whole\"", "\"id\": \"\"")]
    public void BothRefuse(string there, string instead)
    {
        Assume.That(Whole, Does.Contain(there));
        string broken = Whole.Replace(there, instead, StringComparison.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Problems(broken), Is.Not.Empty);
            Assert.That(() => ExperimentFile.Parse(broken), Throws.InstanceOf<ExperimentException>());
        }
    }

    private static IEnumerable<Type> Derived(Type record) => record.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().Select(a => a.DerivedType);

    private static IReadOnlyList<string> Problems(string json) => Published.Problems(JsonDocument.Parse(json).RootElement);
}
