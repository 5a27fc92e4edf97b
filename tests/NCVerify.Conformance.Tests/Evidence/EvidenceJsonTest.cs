using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Tests;

public sealed class EvidenceJsonTest
{
    private static readonly EvidenceRecord[] Records =
    [
        Samples.Header, Samples.Claim(oracles: [OracleKind.ClosedForm, OracleKind.Network]), Samples.Observation(), Samples.Test(), Samples.Figure,
        new RunFooter { Ended = "2026-01-02T03:04:06Z", Seconds = 1.5, Records = 5 },
    ];

    [TestCaseSource(nameof(Records))]
    public void ALineReadsBackToItself(EvidenceRecord record)
    {
        string line = EvidenceJson.Line(record);
        EvidenceRecord back = EvidenceJson.Parse(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(back.GetType(), Is.EqualTo(record.GetType()));
            Assert.That(EvidenceJson.Line(back), Is.EqualTo(line));
            Assert.That(line, Does.StartWith("{\"kind\":\""));
            Assert.That(line, Does.Not.Contain('\n'));
        }
    }

    [TestCase(0.1, "0.1")]
    [TestCase(-0.0, "-0")]
    [TestCase(double.Epsilon, "5E-324")]
    [TestCase(double.MaxValue, "1.7976931348623157E+308")]
    [TestCase(double.NaN, "\"NaN\"")]
    [TestCase(double.PositiveInfinity, "\"Infinity\"")]
    [TestCase(double.NegativeInfinity, "\"-Infinity\"")]
    public void NumbersRoundTripToTheBit(double value, string text)
    {
        string line = EvidenceJson.Line(Samples.Observation(error: value));
        var back = (Observation)EvidenceJson.Parse(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain($"\"error\":{text}").And.Contain($"\"measured\":{text}"));
            Assert.That(BitConverter.DoubleToInt64Bits(back.Error), Is.EqualTo(BitConverter.DoubleToInt64Bits(value)));
            Assert.That(BitConverter.DoubleToInt64Bits(((Quantity.Scalar)back.Measured).Value), Is.EqualTo(BitConverter.DoubleToInt64Bits(value)));
        }
    }

    [Test]
    public void RandomDoublesRoundTripToTheBit()
    {
        CounterRandom random = new(20260102);
        for (int i = 0; i < 2000; i++)
        {
            double value = BitConverter.UInt64BitsToDouble(random.NextBits());
            if (!double.IsNaN(value))
            {
                double back = ((Observation)EvidenceJson.Parse(EvidenceJson.Line(Samples.Observation(error: value)))).Error;
                Assert.That(BitConverter.DoubleToInt64Bits(back), Is.EqualTo(BitConverter.DoubleToInt64Bits(value)));
            }
        }
    }

    private static IEnumerable<TestCaseData> Quantities()
    {
        yield return new TestCaseData((Quantity)true, "true");
        yield return new TestCaseData((Quantity)new[] { 1, double.NaN }, "[1,\"NaN\"]");
        yield return new TestCaseData((Quantity)new[] { true, false }, "[true,false]");
        yield return new TestCaseData((Quantity)Matrix.FromRows([[1, 2], [3, 4.5]]), "[[1,2],[3,4.5]]");
        yield return new TestCaseData(new Quantity.Group(new Dictionary<string, Quantity>(StringComparer.Ordinal) { ["b"] = 1.0, ["a"] = new[] { 2.0 } }), "{\"b\":1,\"a\":[2]}");
    }

    [TestCaseSource(nameof(Quantities))]
    public void QuantitiesArePlainJson(Quantity quantity, string json)
    {
        string line = EvidenceJson.Line(Samples.Observation() with { Measured = quantity });
        Observation back = (Observation)EvidenceJson.Parse(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Contain($"\"measured\":{json},"));
            Assert.That(back.Measured.GetType(), Is.EqualTo(quantity.GetType()));
            Assert.That(EvidenceJson.Line(back), Is.EqualTo(line));
        }
    }

    [Test]
    public void EnumerationsAreWordsWithHyphens()
    {
        string claim = EvidenceJson.Line(Samples.Claim(expected: Verdict.NotRun, oracles: OracleKind.ClosedForm));
        Assert.That(claim, Does.Contain("\"as-commonly-stated\"").And.Contain("[\"closed-form\"]").And.Contain("\"not-run\""));
    }

    [TestCase("{}", "kind")]
    [TestCase("null", "null")]
    [TestCase("[1]", "not an evidence record")]
    [TestCase("{\"kind\":\"verdict\"}", "kind")]
    [TestCase("{\"kind\":\"footer\",\"ended\":\"x\",\"seconds\":1}", "records")]
    [TestCase("{\"kind\":\"footer\",\"ended\":null,\"seconds\":1,\"records\":1}", "ended")]
    [TestCase("{\"kind\":\"footer\",\"ended\":\"x\",\"seconds\":\"nan\",\"records\":1}", "seconds")]
    [TestCase("{\"kind\":\"header\",\"version\":\"9\",\"started\":\"x\",\"tier\":\"default\",\"schema\":2}", "newer")]
    public void WhatIsNoRecordIsRefusedByName(string line, string named) =>
        Assert.That(() => EvidenceJson.Parse(line), Throws.TypeOf<EvidenceException>().With.Message.Contains(named));

    [TestCase("\"measured\":0", "\"measured\":[1,true]", "numbers only")]
    [TestCase("\"measured\":0", "\"measured\":[[1],[2,3]]", "same length")]
    [TestCase("\"measured\":0", "\"measured\":\"1\"", "Infinity")]
    [TestCase("\"measured\":0", "\"measured\":null", "measured")]
    [TestCase("\"oracle\":\"certificate\"", "\"oracle\":\"guess\"", "oracle")]
    [TestCase("\"oracle\":\"certificate\"", "\"oracle\":1", "oracle")]
    [TestCase("\"claim\":\"HL-3\"", "\"claim\":\"../../etc/passwd\"", "claim id")]
    [TestCase("\"claim\":\"HL-3\"", "\"claim\":\"HL-3\\n\"", "claim id")]
    public void AMalformedObservationIsRefusedByName(string field, string replacement, string named)
    {
        string line = EvidenceJson.Line(Samples.Observation());
        Assert.That(line, Does.Contain(field));
        Assert.That(() => EvidenceJson.Parse(line.Replace(field, replacement, StringComparison.Ordinal)), Throws.TypeOf<EvidenceException>().With.Message.Contains(named));
    }

    [Test]
    public void AFigureMustHaveASafeIdAndPairedSeries()
    {
        Figure unsafeId = Samples.Figure with { Id = "../x" };
        Figure unpaired = Samples.Figure with { Series = [new("s", SeriesRole.Measured, [1, 2], [1])] };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => EvidenceJson.Parse(EvidenceJson.Line(unsafeId)), Throws.TypeOf<EvidenceException>().With.Message.Contains("figure id"));
            Assert.That(() => EvidenceJson.Parse(EvidenceJson.Line(unpaired)), Throws.TypeOf<EvidenceException>().With.Message.Contains("2 abscissae and 1 ordinates"));
        }
    }

    [TestCase("[\"ordered\",\"collapsed\"]", "[]", "1 to 6")]
    [TestCase("[\"ordered\",\"collapsed\"]", "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]", "has 7 categories")]
    [TestCase("[\"ordered\",\"collapsed\"]", "[\"ordered\",\"ordered\"]", "same name")]
    [TestCase("[1,10,100]", "[1,100,10]", "strictly increasing")]
    [TestCase("[1,10,100]", "[1,10,\"NaN\"]", "finite")]
    [TestCase("[1,10,100]", "[0,10,100]", "begins at 0")]
    [TestCase("[1,10,100]", "[1,10]", "one number per abscissa")]
    [TestCase("[0.5,1]", "[0.5,1,2]", "one row per ordinate")]
    [TestCase("[[0,0,1],[0,1,1]]", "[[0,0,1],[0,1]]", "one number per abscissa")]
    [TestCase("[[0,0,1],[0,1,1]]", "[[0,0,1],[0,1,2]]", "index of one of its 2 categories")]
    [TestCase("[[0,0,1],[0,1,1]]", "[[0,0,1],[0,1,-1]]", "index of one of its 2 categories")]
    [TestCase("[[0,0,1],[0,1,1]]", "[[0,0,1],[0,1,0.5]]", "cells")]
    public void AMalformedPhaseMapIsRefusedByName(string part, string replacement, string named)
    {
        string line = EvidenceJson.Line(Samples.Figure);
        Assert.That(line, Does.Contain(part));
        Assert.That(() => EvidenceJson.Parse(line.Replace(part, replacement, StringComparison.Ordinal)), Throws.TypeOf<EvidenceException>().With.Message.Contains(named));
    }

    [Test]
    public void AFigureWithoutPhasesDoesNotMentionThem()
    {
        string line = EvidenceJson.Line(Samples.Figure with { Phases = null });
        Assert.That(line, Does.Not.Contain("phases"));
        Assert.That(((Figure)EvidenceJson.Parse(line)).Phases, Is.Null);
    }

    [Test]
    public void PropertiesOfALaterVersionAreIgnored()
    {
        string line = EvidenceJson.Line(Samples.Header).Replace("{\"kind\":\"header\"", "{\"kind\":\"header\",\"colour\":\"red\"", StringComparison.Ordinal);
        Assert.That(EvidenceJson.Parse(line), Is.TypeOf<RunHeader>());
    }
}
