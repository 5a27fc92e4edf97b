namespace NCVerify.Theory.Tests.Problems;

public sealed class ProblemFileTests
{
    private const string Example = """
        { "model": "unconstrained-features", "loss": "cross-entropy", "reduction": "mean", "features": "free",
          "bias": "none", "samples": [6,5,3,2], "dimension": 4, "layers": 1,
          "lambdaW": [0.01], "lambdaH": 0.02, "lambdaB": null }
        """;

    [Test]
    public void TheExampleIsRead()
    {
        Problem problem = ProblemFile.Parse(Example);
        Assert.That(problem.Samples, Is.EqualTo(new[] { 6, 5, 3, 2 }));
        Assert.That(problem.Dimension, Is.EqualTo(4));
        Assert.That(problem.LambdaW, Is.EqualTo(new[] { 0.01 }));
        Assert.That(problem.LambdaH, Is.EqualTo(0.02));
        Assert.That((problem.Model, problem.Loss, problem.Reduction, problem.Features, problem.Bias, problem.LambdaB),
            Is.EqualTo((ProblemModel.UnconstrainedFeatures, Loss.CrossEntropy, Reduction.Mean, FeatureDomain.Free, BiasKind.None, (double?)null)));
    }

    [Test]
    public void ANumberStandsForAListOfOne() =>
        Assert.That(ProblemFile.Parse(Example.Replace("[0.01]", "0.01", StringComparison.Ordinal)).LambdaW, Is.EqualTo(new[] { 0.01 }));

    private static readonly Problem[] Problems =
    [
        Problem.CrossEntropy([6, 5], 0.1, 1.0 / 3),
        Problem.Separation([1, 2, 3]),
        new() { Model = ProblemModel.LayerPeeled, Samples = [2, 2], Dimension = 2, EnergyW = 1, EnergyH = 5, Weights = [1, 2] },
        new() { Samples = [2, 2], Dimension = 7, Widths = [7, 3], Layers = 2, LambdaW = [1e-5, 2e-17], LambdaH = 1, Loss = Loss.Mse, Bias = BiasKind.Free },
        new()
        {
            Samples = [2, 2], Dimension = 7, LambdaW = [0.1], LambdaH = 1, Reduction = Reduction.Sum, Features = FeatureDomain.Nonnegative,
            Bias = BiasKind.Regularized, LambdaB = 0.3, Weights = [1, 2], Temperature = [0.5, 2], Offset = [-1, 1e-9],
        },
    ];

    [TestCaseSource(nameof(Problems))]
    public void WhatIsWrittenReadsBackTheSame(Problem problem)
    {
        string text = ProblemFile.Write(problem);
        Problem read = ProblemFile.Parse(text);
        Assert.That(ProblemFile.Write(read), Is.EqualTo(text));
        Assert.That(read, Is.EqualTo(problem).UsingPropertiesComparer());
    }

    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [6,5,-3,2]", "samples[2]")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [6,0]", "samples[1]")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [6]", "samples")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [6,2.5]", "samples[1]")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [6,\"5\"]", "samples[1]")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": 6", "samples")]
    [TestCase("\"samples\": [6,5,3,2]", "\"samples\": [2000000000,2000000000]", "samples")]
    [TestCase("\"samples\": [6,5,3,2],", "", "samples")]
    [TestCase("\"dimension\": 4", "\"dimension\": 0", "dimension")]
    [TestCase("\"dimension\": 4", "\"dimension\": -4", "dimension")]
    [TestCase("\"dimension\": 4", "\"dimension\": 99999999999", "dimension")]
    [TestCase("\"dimension\": 4", "\"dimension\": true", "dimension")]
    [TestCase("\"dimension\": 4,", "", "dimension")]
    [TestCase("\"dimension\": 4", "\"dimension\": 4, \"dimension\": 4", "problem")]
    [TestCase("\"layers\": 1", "\"layers\": 2", "lambdaW")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"widths\": [5]", "widths[0]")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"widths\": [4, 4]", "widths")]
    [TestCase("[0.01]", "[-0.01]", "lambdaW[0]")]
    [TestCase("[0.01]", "[0]", "lambdaW[0]")]
    [TestCase("[0.01]", "[1e999]", "lambdaW[0]")]
    [TestCase("[0.01]", "[NaN]", "problem")]
    [TestCase("[0.01]", "\"0.01\"", "lambdaW")]
    [TestCase("\"lambdaH\": 0.02", "\"lambdaH\": null", "lambdaH")]
    [TestCase("\"lambdaB\": null", "\"lambdaB\": 0.1", "lambdaB")]
    [TestCase("\"bias\": \"none\"", "\"bias\": \"regularized\"", "lambdaB")]
    [TestCase("\"bias\": \"none\"", "\"bias\": \"maybe\"", "bias")]
    [TestCase("\"model\": \"unconstrained-features\",", "", "model")]
    [TestCase("unconstrained-features", "Unconstrained-Features", "model")]
    [TestCase("unconstrained-features", "minimum-norm-separation", "lambdaW")]
    [TestCase("unconstrained-features", "layer-peeled", "lambdaW")]
    [TestCase("\"reduction\": \"mean\",", "", "reduction")]
    [TestCase("\"loss\": \"cross-entropy\"", "\"loss\": \"mse\", \"offset\": [1,1,1,1]", "offset")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"weights\": [1,1]", "weights")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"weights\": [1,1,0,1]", "weights[2]")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"energyW\": 1", "energyW")]
    [TestCase("\"layers\": 1", "\"layers\": 1, \"lamdaH\": 1", "lamdaH")]
    [TestCase("null }", "null", "problem")]
    [TestCase("{ \"model\"", "[{ \"model\"", "problem")]
    public void BadFilesAreRefusedByField(string good, string bad, string field)
    {
        Assert.That(Example.IndexOf(good, StringComparison.Ordinal), Is.Not.Negative, "the test replaces something");
        ProblemException? refusal = Assert.Throws<ProblemException>(() => ProblemFile.Parse(Example.Replace(good, bad, StringComparison.Ordinal)));
        Assert.That(refusal!.Field, Is.EqualTo(field));
        Assert.That(refusal.Message, Does.StartWith(field + ":").And.Contain("expected"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("3")]
    [TestCase("[[[[[[[[[[[[[[[[[[")]
    public void WhatIsNoObjectIsRefused(string text) => Assert.Throws<ProblemException>(() => ProblemFile.Parse(text));

    [Test]
    public void FilesAreSavedWholeAndLoaded()
    {
        string folder = Directory.CreateTempSubdirectory("ncverify").FullName;
        try
        {
            string path = Path.Combine(folder, "problem.json");
            File.WriteAllText(path, "old");
            ProblemFile.Save(Problems[0], path);
            Assert.That(ProblemFile.Load(path), Is.EqualTo(Problems[0]).UsingPropertiesComparer());
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1), "no temporary file is left");
            Assert.Throws<ProblemException>(() => ProblemFile.Load(Path.Combine(folder, "absent.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
