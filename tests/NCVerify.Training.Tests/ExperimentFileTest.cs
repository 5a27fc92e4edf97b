namespace NCVerify.Training.Tests;

public sealed class ExperimentFileTest
{
    private const string Whole = """
        {
          "$schema": "../docs/schemas/experiment.schema.json",
          "id": "glyphs-mlp", "title": "A small network", "claims": ["NC-1"],
          "data": { "set": "glyphs", "perClass": 20, "imbalance": { "profile": "step", "ratio": 10, "minorities": 3 } },
          "network": {
            "body": [ { "type": "dense", "units": 32 }, { "kind": "relu", "type": "activation" },
                      { "type": "residual", "body": [ { "type": "dense", "units": 32 } ] } ],
            "head": { "widths": [16], "bias": true } },
          "loss": { "type": "crossEntropy", "offset": { "logPrior": 1 }, "weights": { "power": -1 } },
          "penalty": { "classifier": [0.01, 0.02], "features": 1e-5 },
          "optimiser": { "type": "sgd", "learningRate": 0.1, "schedule": { "kind": "cosine" } },
          "batches": { "size": 0, "sampling": "oversampled" },
          "epochs": 10, "seeds": [1, 2], "precision": "float64",
          "limits": { "nc1": { "value": 1e-3, "reason": "a tenth of the first epoch with zero error" } }
        }
        """;

    [Test]
    public void WhatIsWrittenReadsBack()
    {
        Experiment read = ExperimentFile.Parse(Whole);
        string written = ExperimentFile.Write(read);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExperimentFile.Write(ExperimentFile.Parse(written)), Is.EqualTo(written));
            Assert.That(read.Network.Body[2], Is.TypeOf<ResidualSpec>());
            Assert.That(read.Network.Head.Widths, Is.EqualTo((int[])[16]));
            Assert.That(((SgdSpec)read.Optimiser).Momentum, Is.EqualTo(0.9), "the default of a field that is not there");
            Assert.That(((CrossEntropySpec)read.Loss).Offset!.Of([3, 1]), Is.EqualTo((double[])[Math.Log(0.75), Math.Log(0.25)]).Within(1e-15));
            Assert.That(read.Limits["nc1"].Value, Is.EqualTo(1e-3));
        }
    }

    [TestCase("\"epochs\": 10", "\"epochs\": 0", "epochs: 0 was given; expected 1 to 1000000")]
    [TestCase("\"epochs\": 10", "\"epochs\": \"ten\"", "$.epochs")]
    [TestCase("\"epochs\": 10,", "", "epochs")]
    [TestCase("\"epochs\": 10", "\"epoch\": 10", "epoch")]
    [TestCase("\"epochs\": 10", "\"epochs\": 10, \"epochs\": 11", "epochs")]
    [TestCase("glyphs\", \"perClass\"", "imagenet\", \"perClass\"", "data.set: imagenet was given; expected one of mnist, cifar10, glyphs, clusters")]
    [TestCase("\"type\": \"dense\", \"units\": 32 }, {", "\"type\": \"lstm\", \"units\": 32 }, {", "lstm")]
    [TestCase("[0.01, 0.02]", "[0.01, 0.02, 0.03]", "one for each of the 2 linear layers")]
    [TestCase("{ \"logPrior\": 1 }", "{ \"logPrior\": 1, \"power\": 2 }", "exactly one of values, power and logPrior")]
    [TestCase("\"seeds\": [1, 2]", "\"seeds\": [1, 1]", "all distinct")]
    [TestCase("a tenth of the first epoch with zero error", " ", "limits.nc1")]
    [TestCase("\"ratio\": 10", "\"ratio\": 0.5", "data.imbalance.ratio")]
    public void WhatMakesNoSenseIsRefused(string there, string instead, string message)
    {
        Assume.That(Whole, Does.Contain(there));
        string broken = Whole.Replace(there, instead, StringComparison.Ordinal);
        Assert.That(() => ExperimentFile.Parse(broken), Throws.InstanceOf<ExperimentException>().With.Message.Contains(message));
    }
}
