using System.Text;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>Tables of text: separators, names, a column of labels, numbers to the last bit.</summary>
public sealed class TextFileTest
{
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [TestCase("0.1,-2e-30\n3,4.25\n")]
    [TestCase("0.1;-2e-30\r\n3;4.25\r\n")]
    [TestCase("0.1\t-2e-30\n\n3\t4.25")]
    [TestCase("  0.1   -2e-30 \n3 4.25\n")]
    [TestCase("a,b\n0.1,-2e-30\n3,4.25\n")]
    [TestCase("\"a\",\"b\"\n\"0.1\",\"-2e-30\"\n3,4.25\n")]
    [TestCase("a,label,b\n0.1,7,-2e-30\n3,-8,4.25\n")]
    public void NumbersAreReadExactly(string text)
    {
        string path = _scratch.Write("h.csv", Encoding.UTF8.GetBytes(text));
        FeatureSource source = FeatureFiles.OpenFeatures(path);
        Assert.That((source.Samples, source.Dimension), Is.EqualTo((2L, 2)));
        Assert.That(FileBytes.ReadAll(source, 1), Is.EqualTo(new[] { 0.1, -2e-30, 3, 4.25 }));
    }

    [TestCase("once upon a time\nthere was\n", "line 2 has 2 fields, the first has 4")]
    [TestCase("1.0,2.0\n3.0,four\n", "'four' in line 2, field 2 is no number")]
    [TestCase("1.0,2.0\n3.0\n", "line 2 has 1 fields, the first has 2")]
    [TestCase("cos\nsystem\n(S'true'\ntR.", "is no number")]
    public void WhatIsNoTableIsRefusedWithItsLine(string text, string says)
    {
        string path = _scratch.Write("h.csv", Encoding.UTF8.GetBytes(text));
        Assert.That(() => FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Throws.TypeOf<FeatureFileException>().With.Message.Contains(says));
    }

    [Test]
    public void LabelsComeFromTheColumnThatIsNamedSo()
    {
        string path = _scratch.Write("h.csv", "a,Label,fold\n0.1,7,0\n3,-8,1\n"u8.ToArray());
        Assert.That(FeatureFiles.Holds(path, ArrayRole.Labels), Is.True);
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Is.EqualTo(new[] { 7L, -8 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path + ":fold")), Is.EqualTo(new[] { 0L, 1 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(_scratch.Write("y.csv", "5\n1\n"u8.ToArray()))), Is.EqualTo(new[] { 5L, 1 }));
        Assert.That(() => FeatureFiles.OpenLabels(path + ":none"), Throws.TypeOf<FeatureFileException>().With.Message.Contains("no column 'none'"));
        Assert.That(() => FeatureFiles.OpenLabels(_scratch.Write("two.csv", "1,2\n"u8.ToArray())), Throws.TypeOf<FeatureFileException>().With.Message.Contains("none named like labels"));
    }

    [Test]
    public void LabelsThatAreNoIntegersAreRefusedWithTheirLine()
    {
        string path = _scratch.Write("y.csv", "label\n1\n2.5\n"u8.ToArray());
        Assert.That(() => FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Throws.TypeOf<FeatureFileException>().With.Message.Contains("'2.5' in line 3, field 1 is no integer label"));
    }

    [Test]
    public void CompressedTablesAreReadToo()
    {
        string path = _scratch.Write("h.csv.gz", FileBytes.Gzip("1,2\n3,4\n"u8.ToArray()));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
    }
}
