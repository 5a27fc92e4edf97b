using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class SnapshotJsonTest
{
    [Test]
    public void NumbersReadBackToTheSameBits()
    {
        var random = new CounterRandom(seed: 7);
        double[] values = [.. Enumerable.Range(0, 2000).Select(_ => BitConverter.UInt64BitsToDouble(random.NextBits())).Where(double.IsFinite),
            0.1, -0.0, 0.0, double.Epsilon, double.MaxValue, double.MinValue, 1e22, 1e-7, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        var snapshot = new Snapshot().Add("x", values, double.Epsilon, 0.1, "bits");

        SnapshotEntry back = SnapshotJson.Read(SnapshotJson.Write(snapshot)).Entries.Single();

        Assert.That(Bits(((SnapshotValue.List)back.Value).Items), Is.EqualTo(values.Select(BitConverter.DoubleToUInt64Bits)));
        Assert.That((back.Absolute, back.Relative, back.Reason), Is.EqualTo((double.Epsilon, 0.1, "bits")));

        static IEnumerable<ulong> Bits(IEnumerable<SnapshotValue> items) => items.Cast<SnapshotValue.Number>().Select(x => BitConverter.DoubleToUInt64Bits(x.Value));
    }

    [Test]
    public void TheTextHasLineFeedsOnlyAndRowsOnOneLine()
    {
        var snapshot = new Snapshot()
            .Add("gram", new Matrix(2, 2, [1, 0.5, 0.5, 1e-20]), 1e-9, 0, "λ ≤ 1, \"quoted\"\nsecond line")
            .AddExact("digest", "0af3", "same bits")
            .AddExact("active", SnapshotValue.From((bool[])[true, false]), "combinatorial");

        const string expected = """
            {
              "schema": 1,
              "quantities": [
                {
                  "quantity": "gram",
                  "value": [
                    [1, 0.5],
                    [0.5, 1E-20]
                  ],
                  "absolute": 1E-09,
                  "relative": 0,
                  "reason": "λ ≤ 1, \"quoted\"\nsecond line"
                },
                {
                  "quantity": "digest",
                  "value": "0af3",
                  "absolute": 0,
                  "relative": 0,
                  "reason": "same bits"
                },
                {
                  "quantity": "active",
                  "value": [true, false],
                  "absolute": 0,
                  "relative": 0,
                  "reason": "combinatorial"
                }
              ]
            }

            """;
        Assert.That(SnapshotJson.Write(snapshot), Is.EqualTo(expected.ReplaceLineEndings("\n")));
    }

    [TestCase("[]", "the document must be an object")]
    [TestCase("""{"schema":2,"quantities":[]}""", "'schema' is 2; this version reads 1")]
    [TestCase("""{"schema":1,"quantities":{}}""", "'quantities' must be a list")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":1,"absolute":0,"relative":0}]}""", "quantities[0]: field 'reason' is missing")]
    [TestCase("""{"schema":1,"quantities":[],"more":1}""", "field 'more' is unknown")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":null,"absolute":0,"relative":0,"reason":"r"}]}""", "quantities[0]: 'value' must be")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":1e999,"absolute":0,"relative":0,"reason":"r"}]}""", "finite")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":1,"absolute":-1,"relative":0,"reason":"r"}]}""", "absolute tolerance must be finite and not negative")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":1,"absolute":0,"relative":0,"reason":" "}]}""", "needs the reason")]
    [TestCase("""{"schema":1,"quantities":[{"quantity":"x","value":1,"absolute":0,"relative":0,"reason":"r"},{"quantity":"x","value":1,"absolute":0,"relative":0,"reason":"r"}]}""", "'x' is there twice")]
    [TestCase("""{"schema":1,"schema":1,"quantities":[]}""", "not valid JSON")]
    [TestCase("""{"schema":1,""", "not valid JSON")]
    public void WhatIsWrongIsNamed(string text, string expected) =>
        Assert.That(() => SnapshotJson.Read(text), Throws.TypeOf<SnapshotException>().With.Message.Contain(expected));

    [Test]
    public void AGroupHasNoSingleToleranceAndATextIsNoNumber()
    {
        Assert.That(() => SnapshotValue.From(new Quantity.Group(new Dictionary<string, Quantity>(StringComparer.Ordinal))), Throws.ArgumentException);
        Assert.That(() => new SnapshotValue.Text("NaN"), Throws.ArgumentException);
    }
}
